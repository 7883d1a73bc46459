import { addDays, addInterval, firstPeriodAfter } from './calendar.ts'
import { isSameOffer } from './carry-out.ts'
import type { Charge } from './charge.ts'
import type { IdSource } from './id.ts'
import type { Offer, Price } from './offer.ts'
import type { Discount, Entitlement, Subscription, SubscriptionOffer } from './subscription.ts'
import type { Interval, LocalDate } from './time.ts'

export interface Successor {
  readonly offer: Offer
  readonly quantity: number
  /** The day it begins. */
  readonly on: LocalDate
  /** What was due by this day is charged. */
  readonly today: LocalDate
  readonly subscription: Subscription
  /** In whose place it comes; absent: it is new on the subscription. */
  readonly replaces: SubscriptionOffer | undefined
  /** Charges whose periods it keeps where its interval is theirs: of what it replaces, or of the offer it rides on. */
  readonly neighbours: readonly Charge[]
  /** What it takes off instead of charging, and the first day without it. */
  readonly takesOff?: { readonly discount: Discount; readonly endOn: LocalDate | undefined } | undefined
  /** It is charged on its day and over with it. */
  readonly once?: true | undefined
  readonly ids: IdSource
  readonly orderId: string
  /** Names it inside its id source. */
  readonly key: string
}

/** A subscription offer that begins on a day to come, or today, in the place of another or beside the rest. */
export function toSubscriptionOffer(successor: Successor): SubscriptionOffer {
  const { offer, quantity, on, subscription, replaces, takesOff, once, ids, orderId, key } = successor
  return {
    id: ids.id('subscription_offer', key),
    reference: ids.reference(key),
    ownerId: subscription.ownerId,
    subscriptionId: subscription.id,
    orderId,
    subtype: subtypeOf(successor),
    status: 'pending',
    name: offer.displayName,
    offer: { id: offer.id, version: offer.version, path: offer.path },
    quantity,
    startOn: on,
    endOn: once ? addDays(on, 1) : takesOff?.endOn,
    charges: takesOff ? [] : chargesOf(successor),
    ...(takesOff === undefined ? {} : { discount: takesOff.discount }),
    ...(replaces === undefined ? {} : { replacesId: replaces.id }),
  }
}

function subtypeOf({ offer, takesOff, once }: Successor): SubscriptionOffer['subtype'] {
  if (once) return 'charge'
  if (takesOff) return 'discount'
  return offer.recordType === 'add_on' ? 'add_on' : 'base'
}

/** The same offer in another quantity goes on with its charges; another one begins its own. */
function chargesOf(successor: Successor): readonly Charge[] {
  const { offer, replaces } = successor
  if (replaces !== undefined && isSameOffer(replaces, { offer }))
    return replaces.charges.flatMap((charge) => goingOn(charge, replaces.quantity, successor))
  return offer.prices.map((price) => beginning(price, successor))
}

/**
 * Only what is added is charged for the rest of the running period; a one-time charge asks for what is added, and for nothing else.
 * What is due on the very day of the change is charged already when that is today; when it is a day to come, it is charged anew.
 */
function goingOn(charge: Charge, before: number, { on, today, quantity }: Successor): readonly Charge[] {
  const { firstQuantity: _, ...rest } = charge
  const added = Math.max(0, quantity - before)
  const isCharged = charge.anchorOn < on || (charge.anchorOn === on && on <= today)
  if (!isCharged) return [{ ...charge, quantity }]
  if (charge.interval === undefined) return added === 0 ? [] : [{ ...charge, quantity: added, anchorOn: on }]
  const goesOn = { ...rest, quantity, startOn: on }
  return [on > today && isDueOn(charge, on) ? goesOn : { ...goesOn, firstQuantity: added }]
}

function isDueOn({ anchorOn, interval }: Charge, on: LocalDate): boolean {
  if (interval === undefined) return anchorOn === on
  return addInterval(anchorOn, interval, firstPeriodAfter(anchorOn, interval, addDays(on, -1))) === on
}

function beginning(price: Price, { offer, quantity, on, neighbours }: Successor): Charge {
  const charge: Charge = {
    name: price.name,
    label: price.label,
    productName: offer.products[0]?.name ?? offer.displayName,
    kind: price.kind,
    unitAmount: price.unitAmount,
    quantity,
    anchorOn: price.delay === undefined ? on : addInterval(on, price.delay),
    interval: price.kind === 'recurring' ? price.interval : undefined,
    periods: price.kind === 'recurring' ? price.repeatCount : undefined,
  }
  const kept = keptAnchor(price, neighbours, on)
  if (kept === undefined) return charge
  return kept >= on ? { ...charge, anchorOn: kept } : { ...charge, anchorOn: kept, startOn: on }
}

/**
 * A price that begins at once and lasts keeps the periods of a neighbour with the same interval; of one that has not begun only while
 * nothing else is charged, as in a trial.
 */
function keptAnchor(
  { delay, interval, repeatCount }: Price,
  neighbours: readonly Charge[],
  on: LocalDate,
): LocalDate | undefined {
  if (delay !== undefined || interval === undefined || repeatCount !== undefined) return undefined
  const recurring = neighbours.filter((charge) => charge.interval !== undefined)
  const isCharging = recurring.some(({ anchorOn }) => anchorOn <= on)
  return recurring.find(
    (charge) =>
      charge.periods === undefined &&
      charge.interval !== undefined &&
      isSameInterval(charge.interval, interval) &&
      (charge.anchorOn <= on || !isCharging),
  )?.anchorOn
}

/** Twelve months are a year, and seven days a week. */
function isSameInterval(one: Interval, other: Interval): boolean {
  return months(one) === months(other) && days(one) === days(other)
}

function months({ count, unit }: Interval): number {
  return unit === 'months' ? count : unit === 'years' ? count * 12 : 0
}

function days({ count, unit }: Interval): number {
  return unit === 'days' ? count : unit === 'weeks' ? count * 7 : 0
}

/** What the products of an offer entitle to while its subscription offer lasts; each once. */
export function entitlementsOf({
  offer,
  ids,
  subscription,
  orderId,
  on,
  key,
}: Successor): readonly Entitlement[] {
  const byId = new Map<string, Entitlement>()
  for (const product of offer.products)
    for (const name of product.entitlements) {
      const id = ids.id('user_entitlement', `${key}/${product.path}/${name}`)
      byId.set(id, {
        id,
        ownerId: subscription.ownerId,
        subscriptionId: subscription.id,
        orderId,
        status: 'pending',
        name,
        productPath: product.path,
        startOn: on,
        subscriptionOfferId: ids.id('subscription_offer', key),
      })
    }
  return [...byId.values()]
}
