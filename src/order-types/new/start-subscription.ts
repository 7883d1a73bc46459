import { addDays, addInterval } from '../../domain/calendar.ts'
import type { ChangeOf } from '../../domain/change.ts'
import type { Charge, ChargeLine } from '../../domain/charge.ts'
import { entriesBetween } from '../../domain/charge-lines.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Price } from '../../domain/offer.ts'
import {
  chargesEndOn,
  maxUpcomingEntries,
  runningCharges,
  toSchedule,
  upcomingSchedules,
} from '../../domain/schedule.ts'
import type { Entitlement, Schedule, Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import type { Taxes } from '../../domain/tax.ts'
import { firstTerm } from '../../domain/terms.ts'
import type { LocalDate } from '../../domain/time.ts'
import type { Bundle, Line } from './bundle.ts'
import { type BasketDiscount, toDiscountOffer } from './discounts.ts'
import type { StartDay } from './start-day.ts'

/** What every subscription of one order shares. */
export interface StartInput extends StartDay {
  readonly facts: Facts
  readonly customerId: string
  readonly country: string
  readonly payment: Subscription['payment']
  readonly taxes: Taxes
  /** The invoice that takes what is due today. */
  readonly invoiceId: string
  readonly discounts: readonly BasketDiscount[]
}

type SubscriptionStart = ChangeOf<'start_subscription'>

/** One subscription with its offers and discounts, its schedule and what it entitles to; `index`: its place in the basket. */
export function startSubscription(bundle: Bundle, index: number, input: StartInput): SubscriptionStart {
  const { facts } = input
  const subscription = toSubscription(bundle.base, input)
  const bought = [
    toSubscriptionOffer(bundle.base, subscription, input),
    ...bundle.addOns.map((addOn) => toSubscriptionOffer(addOn, subscription, input)),
  ]
  const held = { subscription, offers: bought, facts }
  const discounts = input.discounts.flatMap((discount) => toDiscountOffer(discount, { bundle, index }, held))
  const offers = [...bought, ...discounts]
  return {
    kind: 'start_subscription',
    subscription,
    offers,
    schedules: scheduleFrom(subscription, offers, input),
    entitlements: toEntitlements([bundle.base, ...bundle.addOns], subscription, input),
  }
}

function toSubscription({ item, offer }: Line, input: StartInput): Subscription {
  const { facts, startOn } = input
  const key = `sub/${item.id}`
  const term = offer.initialTerm
  const running = firstTerm(term, startOn)
  return {
    id: facts.ids.id('sub', key),
    reference: facts.ids.reference(key),
    ownerId: facts.ownerId,
    customerId: input.customerId,
    orderId: facts.orderId,
    orderItemId: item.id,
    status:
      startOn > input.today
        ? 'pending'
        : isOver(input.today, offer.autoRenew, running.termEndOn)
          ? 'expired'
          : 'active',
    pastDue: false,
    name: offer.displayName,
    quantity: item.quantity,
    currency: offer.currency,
    country: input.country,
    timeZone: facts.timeZone,
    startAt: input.startAt,
    startOn,
    ...running,
    term,
    renewalTerm: offer.renewalTerm ?? term,
    autoRenew: offer.autoRenew,
    ...(offer.dunning === undefined ? {} : { dunning: offer.dunning }),
    cancelOn: undefined,
    payment: input.payment,
  }
}

/** Back-dated so far that its one term has passed? */
function isOver(today: LocalDate, autoRenew: boolean, termEndOn: LocalDate | undefined): boolean {
  return !autoRenew && termEndOn !== undefined && termEndOn <= today
}

/** `pending`, `active` and over, as the parts of a subscription say it. */
function partStatus(subscription: Subscription): 'pending' | 'active' | 'ended' {
  if (subscription.status === 'pending' || subscription.status === 'active') return subscription.status
  return 'ended'
}

function toSubscriptionOffer(
  { item, offer }: Line,
  subscription: Subscription,
  { facts, startOn }: StartInput,
): SubscriptionOffer {
  const key = `subscription_offer/${item.id}`
  return {
    id: facts.ids.id('subscription_offer', key),
    reference: facts.ids.reference(key),
    ownerId: facts.ownerId,
    subscriptionId: subscription.id,
    orderId: facts.orderId,
    subtype: offer.recordType === 'add_on' ? 'add_on' : 'base',
    status: partStatus(subscription),
    name: offer.displayName,
    offer: { id: offer.id, version: offer.version, path: offer.path },
    quantity: item.quantity,
    startOn,
    endOn: undefined,
    charges: offer.prices.map((price) => toCharge(price, { item, offer }, startOn)),
  }
}

function toCharge(price: Price, { item, offer }: Pick<Line, 'item' | 'offer'>, startOn: LocalDate): Charge {
  return {
    name: price.name,
    label: price.label,
    productName: offer.products[0]?.name ?? offer.displayName,
    kind: price.kind,
    unitAmount: price.unitAmount,
    quantity: item.quantity,
    anchorOn: price.delay === undefined ? startOn : addInterval(startOn, price.delay),
    interval: price.kind === 'recurring' ? price.interval : undefined,
    periods: price.kind === 'recurring' ? price.repeatCount : undefined,
  }
}

/** One entry today for everything due today or before, already invoiced; then the entries to come. */
function scheduleFrom(
  subscription: Subscription,
  offers: readonly SubscriptionOffer[],
  { facts, today, startOn, invoiceId, taxes }: StartInput,
): readonly Schedule[] {
  const { ids } = facts
  const elapsed = entriesBetween(runningCharges(offers.map(asRunning)), {
    after: addDays(startOn, -1),
    until: today,
    endOn: chargesEndOn(subscription),
  })
  const lines: readonly ChargeLine[] = elapsed.flatMap((entry) => entry.lines)
  const upcoming = upcomingSchedules(offers, {
    subscription,
    ids,
    taxes,
    today,
    after: today < startOn ? addDays(startOn, -1) : today,
    atMost: maxUpcomingEntries,
  })
  if (lines.length === 0) return upcoming
  const now = toSchedule({ dueOn: today, lines }, { subscription, ids, taxes })
  return [{ ...now, status: 'invoiced', invoiceId }, ...upcoming]
}

/** Whatever has become of it since: in its time it was charged. */
function asRunning(offer: SubscriptionOffer): SubscriptionOffer {
  return { ...offer, status: 'active' }
}

/** Each entitlement of each product once for each item, however often the catalogue names it. */
function toEntitlements(
  lines: readonly Line[],
  subscription: Subscription,
  { facts, startOn }: StartInput,
): readonly Entitlement[] {
  const byId = new Map<string, Entitlement>()
  for (const { item, offer } of lines)
    for (const product of offer.products)
      for (const name of product.entitlements) {
        const id = facts.ids.id('user_entitlement', `entitlement/${item.id}/${product.path}/${name}`)
        byId.set(id, {
          id,
          ownerId: facts.ownerId,
          subscriptionId: subscription.id,
          orderId: facts.orderId,
          status: partStatus(subscription),
          name,
          productPath: product.path,
          startOn,
          subscriptionOfferId: facts.ids.id('subscription_offer', `subscription_offer/${item.id}`),
        })
      }
  return [...byId.values()]
}
