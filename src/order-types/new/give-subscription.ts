import { addDays, addInterval } from '../../domain/calendar.ts'
import type { Change, ChangeOf } from '../../domain/change.ts'
import type { ChargeLine } from '../../domain/charge.ts'
import { entriesBetween } from '../../domain/charge-lines.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Gift } from '../../domain/gift.ts'
import { sum } from '../../domain/money.ts'
import type { Term } from '../../domain/offer.ts'
import type { CustomerDetails } from '../../domain/party.ts'
import { runningCharges } from '../../domain/schedule.ts'
import type { Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import { firstTerm } from '../../domain/terms.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localMidnight } from '../../domain/time-zone.ts'
import type { Giving } from './gift-wish.ts'

export interface GiftInput {
  readonly facts: Facts
  readonly giving: Giving
  readonly today: LocalDate
  readonly customer: CustomerDetails
}

/** A subscription that is paid for and waits, and what its buyer pays for it. */
export interface GivenSubscription {
  readonly start: ChangeOf<'start_subscription'>
  /** One line for each charge: everything that it charges in the one term that is given. */
  readonly lines: readonly ChargeLine[]
  readonly changes: readonly Change[]
}

/**
 * Turns a subscription that would begin today into a gift: it waits in `Initial`, nothing is scheduled, it does not renew, and the
 * buyer pays its whole first term today. Without a term the longest period of its charges is given; with one-time charges
 * alone it has no end.
 */
export function giveSubscription(start: ChangeOf<'start_subscription'>, input: GiftInput): GivenSubscription {
  const term = givenTerm(start)
  const subscription = {
    ...start.subscription,
    status: 'Initial' as const,
    autoRenew: false,
    term,
    renewalTerm: start.subscription.renewalTerm ?? term,
    ...firstTerm(undefined, start.subscription.startOn),
  }
  const gift = toGift(subscription, input)
  const isDeliveredNow = gift.delivery !== 'none' && input.giving.deliverOn === input.today
  return {
    start: {
      ...start,
      subscription,
      offers: start.offers.map((offer) => ({ ...offer, status: 'pending' })),
      entitlements: start.entitlements.map((entitlement) => ({ ...entitlement, status: 'pending' })),
      schedules: [],
    },
    lines: linesOfTerm(start, term, input.today),
    changes: [
      { kind: 'make_gift', gift },
      ...(isDeliveredNow ? [{ kind: 'deliver_gift' as const, giftId: gift.id }] : []),
    ],
  }
}

function givenTerm({ subscription, offers }: ChangeOf<'start_subscription'>): Term | undefined {
  if (subscription.term !== undefined) return { length: subscription.term.length, renewalType: 'TERMED' }
  const { startOn } = subscription
  const [longest] = offers
    .flatMap(({ charges }) => charges.flatMap(({ interval }) => (interval === undefined ? [] : [interval])))
    .sort((a, b) => (addInterval(startOn, a) > addInterval(startOn, b) ? -1 : 1))
  return longest && { length: longest, renewalType: 'TERMED' }
}

/** No charge of an offer is delayed beyond it. */
const lastDay: LocalDate = '9998-12-31'

function linesOfTerm(
  { subscription: { startOn }, offers }: ChangeOf<'start_subscription'>,
  term: Term | undefined,
  today: LocalDate,
): readonly ChargeLine[] {
  const endOn = term === undefined ? undefined : addInterval(startOn, term.length)
  const entries = entriesBetween(runningCharges(offers.map(asRunning)), {
    after: addDays(startOn, -1),
    until: endOn ?? lastDay,
    endOn,
  })
  const byCharge = Map.groupBy(
    entries.flatMap(({ lines }) => lines),
    ({ subscriptionOfferId, chargeName }) => `${subscriptionOfferId}/${chargeName}`,
  )
  return [...byCharge.values()].flatMap((lines) => togetherOn(lines, today))
}

function asRunning(offer: SubscriptionOffer): SubscriptionOffer {
  return { ...offer, status: 'active' }
}

/** The days that are paid for begin with the claim, so the line names none; nothing of it comes back for days unused. */
function togetherOn(lines: readonly ChargeLine[], today: LocalDate): readonly ChargeLine[] {
  const [first] = lines
  if (first === undefined) return []
  const discount = total(lines.map((line) => line.discount ?? 0))
  const { discount: _, periodDays: __, ...line } = first
  return [
    {
      ...line,
      unitAmount: total(lines.map(({ unitAmount }) => unitAmount)),
      amount: total(lines.map(({ amount }) => amount)),
      tax: total(lines.map(({ tax }) => tax)),
      ...(discount === 0 ? {} : { discount }),
      oneTime: true,
      serviceStartOn: today,
      serviceEndOn: today,
    },
  ]
}

/** Too large for an amount, it is refused with everything that is due today. */
function total(amounts: readonly number[]): number {
  return sum(amounts) ?? Number.MAX_SAFE_INTEGER
}

const firstVersion = 1

function toGift(subscription: Subscription, input: GiftInput): Gift {
  const { facts, giving, today, customer } = input
  const { wish, deliverOn } = giving
  const key = subscription.orderItemId
  const id = facts.ids.id('gift_code', `gift/${key}`)
  return {
    id,
    ownerId: subscription.ownerId,
    customerId: subscription.customerId,
    subscriptionId: subscription.id,
    orderId: facts.orderId,
    status: 'waiting',
    name: subscription.quantity > 1 ? `${subscription.name} × ${subscription.quantity}` : subscription.name,
    term: subscription.term,
    secretVersion: firstVersion,
    ...facts.giftHashes(id, firstVersion),
    checkoutId: asBasketId(facts.ids.id('gift_code', `claim/${key}`)),
    claimOwnerId: facts.ids.id('id', `recipient/${key}`),
    giverName: [customer.firstName, customer.lastName].filter(Boolean).join(' ') || undefined,
    recipient: wish.recipient,
    message: wish.message,
    locale: customer.locale,
    delivery: deliverOn === undefined ? 'none' : 'scheduled',
    deliverOn,
    deliverAt:
      deliverOn === undefined
        ? undefined
        : deliverOn === today
          ? facts.at
          : localMidnight(deliverOn, facts.timeZone),
    claim: undefined,
  }
}

/** A claim stands where an order has its basket, so it is named like one. */
function asBasketId(id: string): string {
  const hex = id.slice(-32).padStart(32, '0')
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ]
  return `basket-${a}-${b}-${c}-${d}-${e}`
}
