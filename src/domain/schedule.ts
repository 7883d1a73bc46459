import { addInterval } from './calendar.ts'
import type { Charge } from './charge.ts'
import { type Entry, type RunningCharge, upcomingEntries } from './charge-lines.ts'
import type { RunningDiscount } from './discounts.ts'
import type { IdSource } from './id.ts'
import { exactSum } from './money.ts'
import type { Schedule, Subscription, SubscriptionOffer } from './subscription.ts'
import { type Taxes, withTax } from './tax.ts'
import type { Interval, LocalDate } from './time.ts'
import { localMidnight } from './time-zone.ts'

/** How far ahead the schedule of a subscription is written down, and how many entries at most. */
export const scheduleAhead: Interval = { count: 12, unit: 'months' }
export const maxUpcomingEntries = 24

/** The charges at work on a subscription, add-ons included, each up to the day on which its offer ends, with its discounts. */
export function runningCharges(offers: readonly SubscriptionOffer[]): readonly RunningCharge[] {
  const living = offers.filter((offer) => offer.status !== 'ended')
  const discounts = living.flatMap(toRunningDiscount)
  return living.flatMap((offer) =>
    offer.charges.map((charge) => ({
      subscriptionId: offer.subscriptionId,
      subscriptionOfferId: offer.id,
      charge,
      endOn: offer.endOn,
      discounts: discountsOn(charge, { offer, offers }, discounts),
      replaces: offer.replacesId !== undefined,
    })),
  )
}

interface HeldDiscount extends RunningDiscount {
  readonly subscriptionId: string
  readonly orderId: string
}

function toRunningDiscount({
  discount,
  startOn,
  endOn,
  subscriptionId,
  orderId,
}: SubscriptionOffer): readonly HeldDiscount[] {
  return discount === undefined ? [] : [{ discount, startOn, endOn, subscriptionId, orderId }]
}

/** What is charged once is reduced by the discounts it was bought with, and by no others. */
function discountsOn(
  { interval }: Charge,
  { offer, offers }: { readonly offer: SubscriptionOffer; readonly offers: readonly SubscriptionOffer[] },
  discounts: readonly HeldDiscount[],
): readonly RunningDiscount[] | undefined {
  if (discounts.length === 0) return undefined
  const names = sameOfferIds(offer, offers)
  const its = discounts.filter(
    ({ discount, subscriptionId, orderId }) =>
      subscriptionId === offer.subscriptionId &&
      (discount.subscriptionOfferIds?.some((id) => names.has(id)) ?? true) &&
      (interval !== undefined || orderId === offer.orderId),
  )
  return its.length === 0 ? undefined : its
}

/** Its id, and those in whose place it came while it was the same offer in another quantity: what was for them is for it. */
function sameOfferIds(offer: SubscriptionOffer, offers: readonly SubscriptionOffer[]): ReadonlySet<string> {
  const ids = new Set<string>()
  let current: SubscriptionOffer | undefined = offer
  while (current !== undefined && current.offer.id === offer.offer.id && !ids.has(current.id)) {
    ids.add(current.id)
    const { replacesId }: SubscriptionOffer = current
    current = replacesId === undefined ? undefined : offers.find(({ id }) => id === replacesId)
  }
  return ids
}

/** The first day on which a subscription charges nothing any more: when it is cancelled, or ends with its term. */
export function chargesEndOn(
  subscription: Pick<Subscription, 'cancelOn' | 'autoRenew' | 'termEndOn'>,
): LocalDate | undefined {
  return subscription.cancelOn ?? (subscription.autoRenew ? undefined : subscription.termEndOn)
}

/** A pending schedule row for what is due on one day, with its tax; the same day of the same subscription has the same id. */
export function toSchedule(
  { dueOn, lines: prices }: Entry,
  {
    subscription,
    ids,
    taxes,
  }: { readonly subscription: Subscription; readonly ids: IdSource; readonly taxes: Taxes },
): Schedule {
  const lines = withTax(prices, taxes)
  const key = `schedule/${subscription.id}/${dueOn}`
  return {
    id: ids.id('schedule', key),
    reference: ids.reference(key),
    ownerId: subscription.ownerId,
    subscriptionId: subscription.id,
    orderId: subscription.orderId,
    status: 'pending',
    dueOn,
    dueAt: localMidnight(dueOn, subscription.timeZone),
    currency: subscription.currency,
    amount: exactSum(lines.map((line) => line.amount)),
    tax: exactSum(lines.map((line) => line.tax)),
    lines,
    invoiceId: undefined,
  }
}

/** The entries of the next twelve months after `today` that come after `after`, up to `atMost`; at least one if any charge remains. */
export function upcomingSchedules(
  offers: readonly SubscriptionOffer[],
  {
    subscription,
    ids,
    taxes,
    today,
    after,
    atMost,
  }: {
    readonly subscription: Subscription
    readonly ids: IdSource
    readonly taxes: Taxes
    readonly today: LocalDate
    readonly after: LocalDate
    readonly atMost: number
  },
): readonly Schedule[] {
  const window = {
    after,
    until: addInterval(today, scheduleAhead),
    atMost,
    endOn: chargesEndOn(subscription),
  }
  return upcomingEntries(runningCharges(offers), window).map((entry) =>
    toSchedule(entry, { subscription, ids, taxes }),
  )
}
