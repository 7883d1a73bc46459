import { loadOffers, loadPromisedOffers } from '../catalog/load-offers.ts'
import { findNeverPublished } from '../catalog/never-published.ts'
import type { OfferRef } from '../domain/catalog-item.ts'
import { emptyState } from '../domain/customer-state.ts'
import { type Facts, offerKey } from '../domain/facts.ts'
import type { Offer } from '../domain/offer.ts'
import type { NewOrder } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Stores } from '../ports/database.ts'
import type { Services } from '../ports/services.ts'

/** Whose order it is and when it is planned. */
export interface Subject {
  readonly orderId: string
  readonly ownerId: string
  readonly actor: 'client' | 'customer'
  readonly at: Instant
  /** What is already promised may be sold although it was withdrawn since: a basket behind a link, an accepted order. */
  readonly sells: 'published' | 'promised'
}

/**
 * Everything a planner may know about a `new` order. The one loader: preview, submit and the run under locks come here.
 * Costs the same for an owner of one subscription and of ten thousand.
 */
export async function loadFacts(
  services: Pick<Services, 'random' | 'settings'>,
  stores: Pick<Stores, 'catalog' | 'orders'>,
  { order, subject }: { order: NewOrder; subject: Subject },
): Promise<Facts> {
  const settings = services.settings()
  const refs = order.items.map((item) => item.offer)
  const { offers, unpublishedOffers } =
    subject.sells === 'promised' ? await promisedOffers(stores, refs) : await publishedOffers(stores, refs)
  return {
    at: subject.at,
    timeZone: settings.timeZone,
    orderId: subject.orderId,
    ids: services.random.idsFrom(subject.orderId),
    ownerId: subject.ownerId,
    actor: subject.actor,
    before: emptyState,
    offers,
    unpublishedOffers,
    heldOfferIds: new Set(await stores.orders.heldOffers(subject.ownerId, onlyOnce(offers))),
    settings,
  }
}

interface Sellable {
  readonly offers: ReadonlyMap<string, Offer>
  readonly unpublishedOffers: ReadonlySet<string>
}

async function publishedOffers(
  stores: Pick<Stores, 'catalog'>,
  refs: readonly OfferRef[],
): Promise<Sellable> {
  const loaded = await loadOffers(stores, refs)
  const missing = refs.filter(({ id, version }) => !loaded.has(offerKey(id, version)))
  const offers = new Map<string, Offer>()
  const unpublishedOffers = new Set(await findNeverPublished(stores, missing))
  for (const [key, { offer, status }] of loaded) {
    if (status === 'published') offers.set(key, offer)
    else unpublishedOffers.add(key)
  }
  return { offers, unpublishedOffers }
}

async function promisedOffers(stores: Pick<Stores, 'catalog'>, refs: readonly OfferRef[]): Promise<Sellable> {
  return { offers: await loadPromisedOffers(stores, refs), unpublishedOffers: new Set() }
}

/** Ids of the offers that an owner may hold only once; nobody asks about the others. */
function onlyOnce(offers: ReadonlyMap<string, Offer>): readonly string[] {
  return [...offers.values()].filter((offer) => offer.blockMultiple).map((offer) => offer.id)
}
