import { type Facts, offerKey } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import type { Renew } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import type { Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'
import { namedOffer } from '../named-offer.ts'

/** What a renewal is about, once everything named was found. */
export interface RenewedTerm {
  readonly subscription: Subscription
  /** What it holds when its term ends; held last, where it has ended. */
  readonly base: SubscriptionOffer
  readonly offer: Offer
  readonly quantity: number
  readonly today: LocalDate
  /** The day the new term begins. */
  readonly on: LocalDate
}

/** The term that is wanted: after the one that runs, or from today where that has ended. */
export function findTerm(order: Renew, facts: Facts): RenewedTerm | Refusal {
  const subscription = renewable(facts)
  if (isRefused(subscription)) return subscription
  const today = localDay(facts.at, subscription.timeZone)
  const on = startOfTerm(order, subscription, today)
  if (isRefused(on)) return on
  const base = lastBase(facts.before.subscriptionOffers)
  if (base === undefined) return refuseAt('conflict', '/forSubscription', 'The subscription holds no offer.')
  const offer = offerOf(order, base, facts)
  if (isRefused(offer)) return offer
  return { subscription, base, offer, quantity: order.item?.quantity ?? base.quantity, today, on }
}

/** One that runs, or whose term has run out; what was cancelled is bought anew. */
function renewable({ before }: Facts): Subscription | Refusal {
  const [subscription] = before.subscriptions
  if (subscription === undefined) return refuse('not_found', 'There is no such subscription.')
  const { status, reference } = subscription
  if (status === 'active' || status === 'pending' || status === 'expired') return subscription
  return refuse('subscription_ended', `The subscription ${reference} is ${status}; it can be bought again.`)
}

function startOfTerm({ startAt }: Renew, subscription: Subscription, today: LocalDate): LocalDate | Refusal {
  const { status, termEndOn, timeZone } = subscription
  const on = status === 'expired' ? today : termEndOn
  if (on === undefined)
    return refuse('nothing_to_change', 'The subscription has no term that ends: there is nothing to renew.')
  if (startAt === undefined) return on
  const asked = startAt.length === 'YYYY-MM-DD'.length ? startAt : localDay(startAt, timeZone)
  if (asked === on) return on
  return refuseAt(
    'effective_date_out_of_range',
    '/orderDate',
    `The new term begins on ${dayInWords(on)}, ${status === 'expired' ? 'today' : 'when the one that runs ends'}.`,
  )
}

/** What it held last. What was withdrawn before its day was never held. */
function lastBase(offers: readonly SubscriptionOffer[]): SubscriptionOffer | undefined {
  return offers
    .filter(({ subtype, startOn, endOn }) => subtype === 'base' && (endOn === undefined || endOn > startOn))
    .sort((a, b) => (a.startOn < b.startOn ? -1 : 1))
    .at(-1)
}

function offerOf(order: Renew, base: SubscriptionOffer, facts: Facts): Offer | Refusal {
  const named = order.item?.offer
  if (named !== undefined && (named.id !== base.offer.id || named.version !== base.offer.version)) {
    const offer = namedOffer(facts, named, '/orderItems/0/offer')
    if (isRefused(offer) || offer.recordType === 'offer') return offer
    return refuseAt(
      'invalid_request',
      '/orderItems/0/offer',
      `${offer.displayName} is an add-on; update_subscription adds it.`,
    )
  }
  // What was bought can be bought again at its version, published still or not.
  const held = facts.heldOffers.get(offerKey(base.offer.id, base.offer.version))
  return held ?? refuseAt('offer_not_found', '/forSubscription', 'The offer it holds is not known any more.')
}
