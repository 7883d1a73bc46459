import type { ChargeLine } from './charge.ts'
import type { CustomerState } from './customer-state.ts'
import { exactSum, maxUpcomingEntries } from './schedule.ts'
import type { Schedule } from './subscription.ts'
import type { LocalDate } from './time.ts'

/** Everything that is due on one day, over all subscriptions of an order; minor units. */
export interface DueDay {
  readonly on: LocalDate
  readonly currency: string
  readonly amount: number
  readonly tax: number
  readonly lines: readonly ChargeLine[]
}

/** Schedule entries as days, in order: each day once, whatever is due on it added up. */
export function dueDays(schedules: readonly Schedule[]): readonly DueDay[] {
  const byDay = Map.groupBy(
    schedules.filter((entry) => entry.status !== 'cancelled'),
    (entry) => entry.dueOn,
  )
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, entries]) => ({
      on,
      currency: entries[0]?.currency ?? '',
      amount: exactSum(entries.map((entry) => entry.amount)),
      tax: exactSum(entries.map((entry) => entry.tax)),
      lines: entries.flatMap((entry) => entry.lines),
    }))
}

/** The day of today, if anything is due, and the days to come: at most as many as a schedule is shown. */
export function shownDays(schedules: readonly Schedule[]): readonly DueDay[] {
  return dueDays(schedules).slice(0, maxUpcomingEntries)
}

/** What the order's invoices ask for today, credits taken off; minor units. */
export function dueToday({ invoices }: Pick<CustomerState, 'invoices'>, orderId: string): number {
  return exactSum(invoices.filter((invoice) => invoice.orderId === orderId).map((invoice) => invoice.total))
}
