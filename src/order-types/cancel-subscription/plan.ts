import { addDays } from '../../domain/calendar.ts'
import type { Change } from '../../domain/change.ts'
import type { Changeset, Message } from '../../domain/changeset.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import type { Facts } from '../../domain/facts.ts'
import type { CancelSubscription } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { Instant, LocalDate, TimeZone } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'
import { livingSubscription } from '../living-subscription.ts'

/** Ends the subscription on a day, today included, or when its term ends. What is paid stays paid. */
export function planCancelSubscription(order: CancelSubscription, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const today = localDay(facts.at, subscription.timeZone)
  const cancelOn = cancelDay(order, subscription, { before: facts.before, today })
  if (isRefused(cancelOn)) return cancelOn
  const setDate: Change = { kind: 'set_cancel_date', subscriptionId: subscription.id, cancelOn }
  const end: Change = {
    kind: 'end_subscription',
    subscriptionId: subscription.id,
    status: 'cancelled',
    endOn: cancelOn,
  }
  return {
    effectiveOn: cancelOn,
    currency: subscription.currency,
    changes: cancelOn <= today ? [setDate, end] : [setDate],
    effects: [],
    messages: [messageOf(cancelOn, today)],
  }
}

function cancelDay(
  { cancelAt }: CancelSubscription,
  subscription: Subscription,
  { before, today }: { before: CustomerState; today: LocalDate },
): LocalDate | Refusal {
  if (cancelAt === undefined) return endOfWhatIsPaid(subscription, before, today)
  const day = toLocalDay(cancelAt, subscription.timeZone)
  if (day < today)
    return refuseAt('cancel_date_passed', '/cancelDate', 'A subscription cannot end in the past.')
  return day
}

function toLocalDay(at: Instant | LocalDate, zone: TimeZone): LocalDate {
  return at.length === 'YYYY-MM-DD'.length ? at : localDay(at, zone)
}

/** The end of the term; without a term the end of what was charged already; today when nothing was, or nothing began yet. */
function endOfWhatIsPaid(subscription: Subscription, before: CustomerState, today: LocalDate): LocalDate {
  if (subscription.status === 'pending') return today
  if (subscription.termEndOn !== undefined) return subscription.termEndOn
  const paidTo = before.schedules
    .filter((entry) => entry.status === 'invoiced')
    .flatMap((entry) => entry.lines.map((line) => addDays(line.serviceEndOn, 1)))
  return [today, ...paidTo].sort().at(-1) ?? today
}

function messageOf(cancelOn: LocalDate, today: LocalDate): Message {
  if (cancelOn <= today)
    return {
      level: 'info',
      code: 'ends_today',
      text: 'The subscription ends today. Nothing more is charged.',
    }
  return {
    level: 'info',
    code: 'cancellation_scheduled',
    text: `The subscription stays as it is until ${dayInWords(addDays(cancelOn, -1))} and ends then.`,
  }
}
