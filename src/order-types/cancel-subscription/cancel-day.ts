import { addInterval } from '../../domain/calendar.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import type { CancelSubscription } from '../../domain/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { termEndOf } from '../../domain/term-end.ts'
import type { Interval, LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'

/** How far ahead a cancellation may be planned. */
const farthestEnd: Interval = { count: 10, unit: 'years' }

/**
 * The first day without the subscription: as the request says; else when its term ends, without a term when what was charged is used
 * up, and today where nothing has begun.
 */
export function cancelDay(
  { cancelAt }: CancelSubscription,
  {
    subscription,
    before,
    today,
  }: { readonly subscription: Subscription; readonly before: CustomerState; readonly today: LocalDate },
): LocalDate | Refusal {
  if (cancelAt === undefined)
    return subscription.status === 'pending' ? today : termEndOf(subscription, before, today)
  const day = cancelAt.length === 'YYYY-MM-DD'.length ? cancelAt : localDay(cancelAt, subscription.timeZone)
  if (day < today)
    return refuseAt('cancel_date_passed', '/cancelDate', 'A subscription cannot end in the past.')
  const { autoRenew, termEndOn } = subscription
  if (!autoRenew && termEndOn !== undefined && day > termEndOn)
    return refuseAt(
      'effective_date_out_of_range',
      '/cancelDate',
      `The subscription does not renew: it ends on ${dayInWords(termEndOn)} by itself.`,
    )
  const latest = addInterval(today, farthestEnd)
  if (day > latest)
    return refuseAt(
      'effective_date_out_of_range',
      '/cancelDate',
      `A cancellation can be planned up to ${dayInWords(latest)}.`,
    )
  return day
}
