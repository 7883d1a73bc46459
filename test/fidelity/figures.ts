import type { PreviewFigures } from '../../src/contract/preview.ts'
import type { ChargeLine } from '../../src/domain/charge.ts'
import type { CustomerState } from '../../src/domain/customer-state.ts'

/** What an order does, as texts to compare: once as its preview says it, once as it is observed. Amounts in minor units. */
export interface Figures {
  /** Lines of the invoices it makes, and their totals. */
  readonly invoices: readonly string[]
  readonly credits: readonly string[]
  /** What is to be charged on days to come. */
  readonly schedule: readonly string[]
  readonly statuses: readonly string[]
}

interface Line {
  readonly name: string
  readonly quantity: number
  readonly amount: number
  readonly tax: number
  readonly discount: number
  readonly from: string
  readonly to: string
}

function lineText({ name, quantity, amount, tax, discount, from, to }: Line): string {
  return `${from}..${to} ${name} ${quantity} ${amount} tax ${tax} discount ${discount}`
}

/** The digits are the same, so that nothing of the code under test is asked. */
export const minor = (decimal: string) => Number(decimal.replace('.', ''))

interface WireLine {
  readonly chargeName: string
  readonly quantity?: number
  readonly additionalInfo?: { readonly quantity: number }
  readonly amountWithoutTax: string
  readonly taxAmount: string
  readonly discount?: string | undefined
  readonly serviceStartDate: string
  readonly serviceEndDate: string
}

function wireText(line: WireLine): string {
  return lineText({
    name: line.chargeName,
    quantity: line.quantity ?? line.additionalInfo?.quantity ?? 0,
    amount: minor(line.amountWithoutTax),
    tax: minor(line.taxAmount),
    discount: minor(line.discount ?? '0'),
    from: line.serviceStartDate,
    to: line.serviceEndDate,
  })
}

export function savedText(line: ChargeLine): string {
  const { chargeName: name, quantity, amount, tax, discount = 0 } = line
  return lineText({
    name,
    quantity,
    amount,
    tax,
    discount,
    from: line.serviceStartOn,
    to: line.serviceEndOn,
  })
}

/** As the preview says. */
export function shown(preview: PreviewFigures, today: string): Figures {
  const { invoices, creditMemos } = preview.preview.previewResult
  return {
    invoices: [
      ...invoices.map(({ amount, taxAmount }) => `total ${minor(amount)} tax ${minor(taxAmount)}`),
      ...invoices.flatMap(({ invoiceItems }) => invoiceItems.map(wireText)),
    ].sort(),
    credits: [
      ...creditMemos.map(({ amount, taxAmount }) => `total ${minor(amount)} tax ${minor(taxAmount)}`),
      ...creditMemos.flatMap(({ creditMemoItems }) => creditMemoItems.map(wireText)),
    ].sort(),
    schedule: preview.schedule
      .filter(({ date }) => date > today)
      .flatMap(({ date, lineItems }) => lineItems.map((line) => `${date} ${wireText(line)}`))
      .sort(),
    statuses: preview.preview.subscriptions.map(({ status }) => status).sort(),
  }
}

export type Observed = Pick<CustomerState, 'invoices' | 'creditMemos' | 'schedules' | 'subscriptions'>

/** As it is, after: what carries the order's id is what the order made. */
export function observed(
  after: Observed,
  { orderId, today }: { readonly orderId: string; readonly today: string },
): Figures {
  const invoices = after.invoices.filter((invoice) => invoice.orderId === orderId)
  const memos = after.creditMemos.filter((memo) => memo.orderId === orderId)
  return {
    invoices: [
      ...invoices.map(({ total, tax }) => `total ${total} tax ${tax}`),
      ...invoices.flatMap(({ lines }) => lines.map(savedText)),
    ].sort(),
    credits: [
      ...memos.map(({ total, tax }) => `total ${total} tax ${tax}`),
      ...memos.flatMap(({ lines }) => lines.map(savedText)),
    ].sort(),
    schedule: after.schedules
      .filter(({ status, dueOn }) => status === 'pending' && dueOn > today)
      .flatMap(({ dueOn, lines }) => lines.map((line) => `${dueOn} ${savedText(line)}`))
      .sort(),
    statuses: after.subscriptions.map(({ status }) => status).sort(),
  }
}

/** A preview shows at most 24 days; what is written down may go on, where an order begins several subscriptions. */
export const mostDays = 24

/** Without the days that a full preview has no room for. */
export function asFarAsShown(figures: Figures, preview: PreviewFigures): Figures {
  const days = preview.schedule.map(({ date }) => date)
  if (days.length < mostDays) return figures
  const last = days.at(-1) ?? ''
  return { ...figures, schedule: figures.schedule.filter((line) => line.slice(0, last.length) <= last) }
}
