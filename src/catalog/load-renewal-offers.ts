import type { Offer } from '../domain/offer.ts'
import type { RenewalOffers } from '../domain/renewal.ts'
import type { CatalogStore } from '../ports/catalog-store.ts'
import { offerOf } from './load-offers.ts'

/** So many renewals are followed, each as another offer than the one before. */
const mostSteps = 10

/**
 * What these offers renew as, and those in their turn, at the version that is published now, under path and id. Where none of them
 * names one, as most do not, nothing is asked.
 */
export async function loadRenewalOffers(
  { catalog }: { readonly catalog: Pick<CatalogStore, 'findPublished'> },
  offers: Iterable<Offer>,
): Promise<RenewalOffers> {
  const known = new Map<string, Offer>()
  const asked = new Set<string>()
  let wanted = unasked(offers, asked)
  for (let step = 0; step < mostSteps && wanted.length > 0; step += 1) {
    for (const name of wanted) asked.add(name)
    const found = (await catalog.findPublished(wanted)).map(offerOf)
    for (const offer of found) known.set(offer.path, offer).set(offer.id, offer)
    wanted = unasked(found, asked)
  }
  return known
}

function unasked(offers: Iterable<Offer>, asked: ReadonlySet<string>): readonly string[] {
  const names = [...offers].flatMap(({ renewalOffer }) => renewalOffer ?? [])
  return [...new Set(names)].filter((name) => !asked.has(name))
}
