import { giftHashes } from '../access/gift-secrets.ts'
import { dueFacts } from '../billing/due-context.ts'
import { renewalsDue } from '../billing/renewals-due.ts'
import { loadOffers, loadPromisedOffers } from '../catalog/load-offers.ts'
import { loadRenewalOffers } from '../catalog/load-renewal-offers.ts'
import { findNeverPublished } from '../catalog/never-published.ts'
import { addDays } from '../domain/calendar.ts'
import type { OfferRef } from '../domain/catalog-item.ts'
import type { Change } from '../domain/change.ts'
import { type CustomerState, emptyState } from '../domain/customer-state.ts'
import { planDue } from '../domain/due.ts'
import { type Facts, offerKey } from '../domain/facts.ts'
import { fold } from '../domain/fold.ts'
import type { Offer } from '../domain/offer.ts'
import {
  correctedInvoices,
  isOnCustomer,
  isOnSubscription,
  type NewOrder,
  namedOffers,
  type Order,
  type RedeemGift,
} from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { Stores } from '../ports/database.ts'
import type { Services } from '../ports/services.ts'
import { loadCustomer, lockCustomer, lockMeans, withMeans } from './customer-facts.ts'

type Needed = Pick<Services, 'random' | 'settings' | 'secrets' | 'tax'>

/** Whose order it is and when it is planned. */
export interface Subject {
  readonly orderId: string
  readonly ownerId: string
  readonly actor: 'client' | 'customer'
  readonly at: Instant
  /** What is already promised may be sold although it was withdrawn since: a basket behind a link, an accepted order. */
  readonly sells: 'published' | 'promised'
}

/** What a planner may know, and what time had brought about by then and nobody has carried out yet: it is in the facts already. */
export interface Loaded {
  readonly facts: Facts
  readonly fellDue: readonly Change[]
}

/**
 * Everything a planner may know about an order, scoped by what it is about. The one loader: preview, submit and the run under
 * locks come here. Costs the same for an owner of one subscription and of ten thousand.
 */
export async function loadFacts(
  services: Needed,
  stores: Pick<Stores, 'catalog' | 'customers' | 'orders' | 'promoCodes'>,
  { order, subject }: { order: Order; subject: Subject },
): Promise<Loaded> {
  if (order.type === 'new')
    return { facts: await loadBasketFacts(services, stores, { order, subject }), fellDue: [] }
  // Nothing falls due on a subscription that waits.
  if (order.type === 'redeem_gift')
    return { facts: await loadClaimFacts(services, stores, { order, subject }), fellDue: [] }
  const own = await loadOwn(stores, { order, at: subject.at })
  const fellDue = isOnSubscription(order)
    ? planDue(own, {
        ...dueFacts(services, { subscriptionId: order.subscriptionId, at: subject.at }),
        ...(await renewalsDue(stores, [own], subject.at)),
      })
    : []
  const before = await widened(stores, order, fold(own, fellDue))
  const named = await sellable(stores, namedOffers(order), subject)
  const heldOffers = await loadPromisedOffers(
    stores,
    // A discount need not come from the catalogue.
    before.subscriptionOffers.flatMap(({ offer, subtype }) => (subtype === 'discount' ? [] : [offer])),
  )
  const facts: Facts = {
    ...commonFacts(services, subject),
    before,
    currency: isOnCustomer(order) ? await stores.customers.currency(order.customerId) : undefined,
    ...named,
    heldOffers,
    renewalOffers: await loadRenewalOffers(stores, [...named.offers.values(), ...heldOffers.values()]),
    heldOfferIds: await heldElsewhere(stores, { before, subject, offers: named.offers }),
    promoCodes: [],
  }
  return { facts, fellDue }
}

/** Those that may be held only once and that the owner holds, on another subscription than this one. */
async function heldElsewhere(
  { orders }: Pick<Stores, 'orders'>,
  {
    before,
    subject,
    offers,
  }: { before: CustomerState; subject: Subject; offers: ReadonlyMap<string, Offer> },
): Promise<ReadonlySet<string>> {
  const own = new Set(
    before.subscriptionOffers.filter(({ status }) => status !== 'ended').map(({ offer }) => offer.id),
  )
  const wanted = onlyOnce(offers).filter((id) => !own.has(id))
  return wanted.length === 0 ? new Set() : new Set(await orders.heldOffers({ ...subject, offerIds: wanted }))
}

/** The state that an order may read or change, as it stands now. */
export async function loadBefore(
  stores: Pick<Stores, 'customers' | 'orders'>,
  asked: Asked,
): Promise<CustomerState> {
  return widened(stores, asked.order, await loadOwn(stores, asked))
}

interface Asked {
  readonly order: Order
  readonly at: Instant
}

/** Nothing of the owner's for `new`, its customer, or its one subscription. */
async function loadOwn(
  stores: Pick<Stores, 'customers' | 'orders'>,
  { order, at }: Asked,
): Promise<CustomerState> {
  if (order.type === 'new') return emptyState
  if (isOnCustomer(order)) return loadCustomer(stores, order)
  const paidFrom = addDays(at.slice(0, 10), -dayOfSlack)
  const state = await stores.orders.loadSubscription(order.subscriptionId, paidFrom, correctedInvoices(order))
  if (order.type !== 'redeem_gift') return state
  const { subscriptions, subscriptionOffers, entitlements, gifts } = state
  return { ...emptyState, subscriptions, subscriptionOffers, entitlements, gifts }
}

/** What else its type may reach: time passes for the one subscription alone. */
async function widened(
  stores: Pick<Stores, 'customers' | 'orders'>,
  order: Order,
  state: CustomerState,
): Promise<CustomerState> {
  return order.type === 'change_payment' ? withMeans(stores, order, state) : state
}

/** What a claim may know: the gift, and what its new owner holds of the same product already. */
async function loadClaimFacts(
  services: Needed,
  stores: Pick<Stores, 'catalog' | 'customers' | 'orders'>,
  { order, subject }: { order: RedeemGift; subject: Subject },
): Promise<Facts> {
  const before = await loadBefore(stores, { order, at: subject.at })
  const held = await loadPromisedOffers(
    stores,
    before.subscriptionOffers.flatMap(({ offer, subtype }) => (subtype === 'discount' ? [] : [offer])),
  )
  return {
    ...commonFacts(services, subject),
    before,
    offers: new Map(),
    heldOffers: held,
    unpublishedOffers: new Set(),
    heldOfferIds: new Set(),
    promoCodes: [],
    heldAlready: await stores.orders.heldProduct({
      ownerId: subject.ownerId,
      offerIds: [...held.values()].map(({ id }) => id),
      productPaths: [...held.values()].flatMap(({ products }) => products.map(({ path }) => path)),
    }),
  }
}

function sellable(stores: Pick<Stores, 'catalog'>, refs: readonly OfferRef[], { sells }: Subject) {
  return sells === 'promised' ? promisedOffers(stores, refs) : publishedOffers(stores, refs)
}

/** The day of an instant differs by one at most between two time zones. */
const dayOfSlack = 1

function commonFacts({ random, settings, secrets, tax }: Needed, subject: Subject) {
  return {
    at: subject.at,
    timeZone: settings().timeZone,
    orderId: subject.orderId,
    ids: random.idsFrom(subject.orderId),
    ownerId: subject.ownerId,
    actor: subject.actor,
    settings: settings(),
    taxRates: tax.rates(),
    giftHashes: (id: string, secretVersion: number) => giftHashes(secrets, { id, secretVersion }),
  }
}

async function loadBasketFacts(
  services: Needed,
  stores: Pick<Stores, 'catalog' | 'orders' | 'promoCodes'>,
  { order, subject }: { order: NewOrder; subject: Subject },
): Promise<Facts> {
  const { offers, unpublishedOffers } = await sellable(stores, namedOffers(order), subject)
  return {
    ...commonFacts(services, subject),
    before: emptyState,
    offers,
    heldOffers: new Map(),
    renewalOffers: await loadRenewalOffers(stores, offers.values()),
    unpublishedOffers,
    heldOfferIds: new Set(await stores.orders.heldOffers({ ...subject, offerIds: onlyOnce(offers) })),
    promoCodes: await knownPromoCodes(stores, order, subject),
  }
}

/** Most orders name none, and nobody asks. */
async function knownPromoCodes(
  { promoCodes }: Pick<Stores, 'promoCodes'>,
  { promoCodes: codes = [], checkoutId }: NewOrder,
  { orderId }: Subject,
) {
  return codes.length === 0 ? [] : promoCodes.find({ codes, orderId, checkoutId })
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

/**
 * Locks what the plan of an order reads, until the transaction ends: the subscription it is about; the owner, where something may
 * be held only once.
 */
export async function lockFacts(
  stores: Pick<Stores, 'catalog' | 'customers' | 'gifts' | 'orders' | 'owners'>,
  { order, ownerId }: { order: Order; ownerId: string },
): Promise<void> {
  const offers = await loadPromisedOffers(stores, namedOffers(order))
  // Two gifts claimed at once by one owner queue one after the other.
  if (onlyOnce(offers).length > 0 || order.type === 'redeem_gift') await stores.owners.lock(ownerId)
  if (isOnCustomer(order)) return lockCustomer(stores, order)
  if (order.type === 'change_payment') return lockMeans(stores, order)
  if (order.type !== 'new') await stores.orders.lockSubscription(order.subscriptionId)
  if (order.type === 'redeem_gift' || order.type === 'gift_refund')
    await stores.gifts.lock(order.subscriptionId)
}

/** Ids of the offers that an owner may hold only once; nobody asks about the others. */
function onlyOnce(offers: ReadonlyMap<string, Offer>): readonly string[] {
  return [...offers.values()].filter((offer) => offer.blockMultiple).map((offer) => offer.id)
}
