import { addDays } from './calendar.ts'
import type { CustomerState } from './customer-state.ts'
import type { Subscription } from './subscription.ts'
import type { LocalDate } from './time.ts'

/**
 * When what runs now is over: the end of the term; without a term the end of what was charged already; today when nothing was. For a
 * subscription that has not begun, the day it begins.
 */
export function termEndOf(
  { termEndOn, status, startOn }: Subscription,
  { schedules, invoices }: Pick<CustomerState, 'schedules' | 'invoices'>,
  today: LocalDate,
): LocalDate {
  if (status === 'pending') return startOn
  if (termEndOn !== undefined) return termEndOn
  const charged = [
    ...schedules.filter((entry) => entry.status === 'invoiced').flatMap(({ lines }) => lines),
    ...invoices.flatMap(({ lines }) => lines),
  ].filter(({ oneTime }) => oneTime === undefined)
  return [today, ...charged.map((line) => addDays(line.serviceEndOn, 1))].sort().at(-1) ?? today
}
