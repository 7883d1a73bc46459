import { upcomingEntries } from './charge-lines.ts'
import type { CustomerState } from './customer-state.ts'
import type { Offer } from './offer.ts'
import { chargesEndOn, runningCharges } from './schedule.ts'
import type { Subscription } from './subscription.ts'
import { termEndOf } from './term-end.ts'
import type { Interval, LocalDate } from './time.ts'

/** One offer, and how many of it. */
export interface Quantified {
  readonly offer: Offer
  readonly quantity: number
}

export type Direction = 'upgrade' | 'downgrade'

/** A step up or down: as the old offer lists the new one, else by price per day × quantity. What costs the same is no step down. */
export function directionOf(from: Quantified, to: Quantified): Direction {
  if (from.offer.upgradePaths.includes(to.offer.path)) return 'upgrade'
  if (from.offer.downgradePaths.includes(to.offer.path)) return 'downgrade'
  return pricePerDay(to) < pricePerDay(from) ? 'downgrade' : 'upgrade'
}

/** Recurring prices that last, in minor units a day; enough to compare by, never to charge. */
function pricePerDay({ offer, quantity }: Quantified): number {
  const lasting = offer.prices.filter(({ repeatCount }) => repeatCount === undefined)
  return lasting.reduce(
    (sum, { interval, unitAmount }) =>
      interval === undefined ? sum : sum + (unitAmount * quantity) / (interval.count * daysOf[interval.unit]),
    0,
  )
}

const daysOf: Readonly<Record<Interval['unit'], number>> = {
  days: 1,
  weeks: 7,
  months: 365.25 / 12,
  years: 365.25,
}

/** The day on which a change takes hold unless the request names one: as the new offer says, else upgrades now, downgrades at term end. */
export function switchDay(
  to: Offer | undefined,
  direction: Direction,
  held: { readonly subscription: Subscription; readonly state: CustomerState; readonly today: LocalDate },
): LocalDate {
  const { subscription, state, today } = held
  switch (to?.switchDate ?? (direction === 'upgrade' ? 'immediate' : 'term_end')) {
    case 'immediate':
      return subscription.status === 'pending' ? subscription.startOn : today
    case 'next_charge':
      return nextChargeOn(state, subscription, today) ?? termEndOf(subscription, state, today)
    case 'term_end':
      return termEndOf(subscription, state, today)
  }
}

/** The next day on which anything of what is held is charged. */
function nextChargeOn(
  { subscriptionOffers }: CustomerState,
  subscription: Subscription,
  today: LocalDate,
): LocalDate | undefined {
  const endOn = chargesEndOn(subscription)
  const window = { after: today, until: today, atMost: 1, endOn }
  return upcomingEntries(runningCharges(subscriptionOffers), window)[0]?.dueOn
}
