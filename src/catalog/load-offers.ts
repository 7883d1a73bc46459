import type { OfferRef, VersionedItem, VersionStatus } from '../domain/catalog-item.ts'
import { offerKey } from '../domain/facts.ts'
import type { Offer } from '../domain/offer.ts'
import { isRefused } from '../domain/refusal.ts'
import type { CatalogStore } from '../ports/catalog-store.ts'
import { cachedOffer, rememberOffer } from './offer-cache.ts'
import { parseOffer } from './parse-offer.ts'

export interface KnownOffer {
  readonly offer: Offer
  /** A withdrawn offer starts no new link; links already made still complete. */
  readonly status: VersionStatus
}

/**
 * Offers and add-ons by `offerKey(id, version)`, with their status as it is now; what was never published is absent.
 * One query; content comes from memory once this process has seen it.
 */
export async function loadOffers(
  stores: { readonly catalog: Pick<CatalogStore, 'findVersions'> },
  refs: readonly OfferRef[],
): Promise<Map<string, KnownOffer>> {
  const known = new Map(
    refs.map((ref) => [offerKey(ref.id, ref.version), { ...ref, offer: cachedOffer(ref.id, ref.version) }]),
  )
  if (known.size === 0) return new Map()
  const found = await stores.catalog.findVersions(
    [...known.values()].map(({ id, version, offer }) => ({ id, version, withContent: offer === undefined })),
  )
  return new Map(
    found.map(({ id, version, status, item }) => {
      const key = offerKey(id, version)
      const offer = item === undefined ? known.get(key)?.offer : offerOf(item)
      if (offer === undefined) throw new Error(`offer ${key} came without its content`)
      return [key, { offer, status }]
    }),
  )
}

/**
 * The content of versions that are already promised, by `offerKey(id, version)`. Whether they may still be sold does not matter,
 * so what this process has seen needs no query; what was never published is absent.
 */
export async function loadPromisedOffers(
  stores: { readonly catalog: Pick<CatalogStore, 'findVersions'> },
  refs: readonly OfferRef[],
): Promise<ReadonlyMap<string, Offer>> {
  const unseen = refs.filter(({ id, version }) => cachedOffer(id, version) === undefined)
  const loaded = await loadOffers(stores, unseen)
  const offers = new Map<string, Offer>()
  for (const { id, version } of refs) {
    const key = offerKey(id, version)
    const offer = cachedOffer(id, version) ?? loaded.get(key)?.offer
    if (offer !== undefined) offers.set(key, offer)
  }
  return offers
}

/** The parsed content of a version, from memory when it is there. What is stored was checked when it was written. */
export function offerOf(item: VersionedItem): Offer {
  const cached = cachedOffer(item.id, item.version)
  if (cached !== undefined) return cached
  const offer = parseOffer(item)
  if (isRefused(offer)) throw new Error(`${item.path} at ${item.version} is not valid: ${offer.detail}`)
  rememberOffer(offer)
  return offer
}
