import { loadPromisedOffers } from '../catalog/load-offers.ts'
import { loadRenewalOffers } from '../catalog/load-renewal-offers.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { DueFacts } from '../domain/due.ts'
import { automaticRenewals } from '../domain/renewal.ts'
import type { Instant } from '../domain/time.ts'
import type { CatalogStore } from '../ports/catalog-store.ts'

export type RenewalFacts = Pick<DueFacts, 'heldOffers' | 'renewalOffers'>

/** What the renewals that are due by now bring, and what that renews as in its turn. Where none is due, nothing is asked. */
export async function renewalsDue(
  stores: { readonly catalog: Pick<CatalogStore, 'findVersions' | 'findPublished'> },
  states: readonly CustomerState[],
  at: Instant,
): Promise<RenewalFacts> {
  const refs = states.flatMap((state) => {
    const due = automaticRenewals(state).filter(({ effectiveAt }) => effectiveAt <= at)
    const starts = new Set(due.flatMap((change) => change.starts))
    return state.subscriptionOffers.filter(({ id }) => starts.has(id)).map(({ offer }) => offer)
  })
  if (refs.length === 0) return {}
  const heldOffers = await loadPromisedOffers(stores, refs)
  return { heldOffers, renewalOffers: await loadRenewalOffers(stores, heldOffers.values()) }
}
