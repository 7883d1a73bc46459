import type { ChargeLine } from './charge.ts'
import type { CustomerState } from './customer-state.ts'
import { applicationsOf, type Invoice, type Payment } from './invoice.ts'
import { exactSum } from './money.ts'
import { maxUpcomingEntries } from './schedule.ts'
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

/** The days to come, at most as many as a schedule is shown. */
export function shownDays(schedules: readonly Schedule[]): readonly DueDay[] {
  return dueDays(schedules).slice(0, maxUpcomingEntries)
}

/** What an order charges on its own day: the lines of its invoices; absent when it makes none. */
export function invoicedDay(invoices: readonly Invoice[], on: LocalDate): DueDay | undefined {
  const [first] = invoices
  if (first === undefined) return undefined
  return {
    on,
    currency: first.currency,
    amount: exactSum(invoices.map((invoice) => invoice.subtotal)),
    tax: exactSum(invoices.map((invoice) => invoice.tax)),
    lines: invoices.flatMap((invoice) => invoice.lines),
  }
}

/**
 * What is due today because of the order, after credits and balance; minor units. Where it is collected, what its own invoices still
 * ask for; where it is invoiced, what it adds to what is owed: its credits may have lowered earlier invoices.
 */
export function dueToday(
  { invoices, creditMemos, payments }: Pick<CustomerState, 'invoices' | 'creditMemos' | 'payments'>,
  orderId: string,
): number {
  const own = invoices.filter((invoice) => invoice.orderId === orderId)
  const asked = [
    ...own.map((invoice) => invoice.balance),
    ...paidElsewhere(payments, new Set(own.map(({ id }) => id))),
  ]
  const open = exactSum(asked)
  if (own.some(({ paymentType }) => paymentType !== 'invoice')) return open
  const ownIds = new Set(own.map(({ id }) => id))
  const elsewhere = creditMemos
    .filter((memo) => memo.orderId === orderId)
    .flatMap((memo) => memo.applications.filter(({ invoiceId }) => !ownIds.has(invoiceId)))
  return Math.max(0, open - exactSum(elsewhere.map(({ amount }) => amount)))
}

/** What was paid of these invoices elsewhere, and would be asked for otherwise. */
function paidElsewhere(payments: readonly Payment[], invoiceIds: ReadonlySet<string>): readonly number[] {
  return payments
    .filter((payment) => payment.elsewhere === true)
    .flatMap((payment) => applicationsOf(payment).filter(({ invoiceId }) => invoiceIds.has(invoiceId)))
    .map(({ amount }) => amount)
}
