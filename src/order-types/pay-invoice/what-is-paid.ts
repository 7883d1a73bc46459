import type { CustomerState } from '../../domain/customer-state.ts'
import {
  applicationsOf,
  type Invoice,
  type InvoiceLine,
  type PaymentApplication,
} from '../../domain/invoice.ts'
import { exactSum, fromDecimal } from '../../domain/money.ts'
import type { PayInvoice } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { moneyInWords } from '../../domain/words.ts'

type State = Pick<CustomerState, 'invoices' | 'payments'>

/**
 * Which invoice gets how much: the lines that are named, the invoice that is named, or every open one, the oldest first. Refusals:
 * `nothing_to_pay`, `more_than_open`, `not_found`, `invalid_request`.
 */
export function whatIsPaid(
  { invoiceId, items, amount }: Pick<PayInvoice, 'invoiceId' | 'items' | 'amount'>,
  subscription: Subscription,
  state: State,
): readonly PaymentApplication[] | Refusal {
  if (invoiceId === undefined) return everythingOpen(subscription, state)
  const invoice = state.invoices.find(({ id }) => id === invoiceId)
  if (invoice === undefined || invoice.balance === 0) return closed(invoiceId, subscription)
  if (amount !== undefined) return partPaid(invoice, amount)
  if (items === undefined) return [{ invoiceId, amount: invoice.balance }]
  return itemsPaid(invoice, items, state)
}

function everythingOpen(
  { reference }: Subscription,
  { invoices }: State,
): readonly PaymentApplication[] | Refusal {
  const open = invoices
    .filter(({ balance }) => balance > 0)
    .sort((a, b) => (a.issuedAt < b.issuedAt || (a.issuedAt === b.issuedAt && a.id < b.id) ? -1 : 1))
  if (open.length === 0)
    return refuse(
      'nothing_to_pay',
      `Nothing is open on the subscription ${reference}: every invoice is paid.`,
    )
  return open.map(({ id, balance }) => ({ invoiceId: id, amount: balance }))
}

/** What is paid may not be in reach any more: both are told alike, and where to look. */
function closed(invoiceId: string, { reference }: Subscription): Refusal {
  return refuseAt(
    'nothing_to_pay',
    '/invoice/id',
    `The subscription ${reference} has no open invoice ${invoiceId}: it is paid, or belongs to another one.`,
  )
}

function partPaid(invoice: Invoice, asked: string): readonly PaymentApplication[] | Refusal {
  const amount = fromDecimal(asked, invoice.currency)
  if (amount === undefined || amount <= 0)
    return refuseAt(
      'invalid_request',
      '/amount',
      `amount must be above zero, in the decimals of ${invoice.currency}, such as ${moneyInWords(invoice.balance, invoice.currency)}.`,
    )
  if (amount > invoice.balance) return tooMuch('/amount', invoice, invoice.balance)
  return [{ invoiceId: invoice.id, amount }]
}

function itemsPaid(
  invoice: Invoice,
  items: NonNullable<PayInvoice['items']>,
  { payments }: State,
): readonly PaymentApplication[] | Refusal {
  const paid = items.map((item, index) => itemPaid(invoice, { item, index, payments }))
  const refusal = paid.find(isRefused)
  if (refusal !== undefined) return refusal
  const parts = paid.flatMap((part) => (isRefused(part) ? [] : [part]))
  if (new Set(parts.map(({ id }) => id)).size < parts.length)
    return refuseAt('invalid_request', '/invoice/items', 'Each line of the invoice may be named once.')
  const amount = exactSum(parts.map((part) => part.amount))
  if (amount > invoice.balance) return tooMuch('/invoice/items', invoice, invoice.balance)
  return [{ invoiceId: invoice.id, amount, items: parts }]
}

interface Asked {
  readonly item: NonNullable<PayInvoice['items']>[number]
  readonly index: number
  readonly payments: State['payments']
}

function itemPaid(
  invoice: Invoice,
  { item, index, payments }: Asked,
): { readonly id: string; readonly amount: number } | Refusal {
  const pointer = `/invoice/items/${index}`
  const line = invoice.lines.find(({ id }) => id === item.id)
  if (line === undefined)
    return refuseAt('not_found', `${pointer}/id`, `Invoice ${invoice.reference} has no line ${item.id}.`)
  const open = Math.min(openOf(line, payments), invoice.balance)
  const amount = item.amount === undefined ? open : fromDecimal(item.amount, invoice.currency)
  if (open === 0)
    return refuseAt('nothing_to_pay', `${pointer}/id`, `Nothing is open on line ${item.id} any more.`)
  if (amount === undefined || amount <= 0)
    return refuseAt(
      'invalid_request',
      `${pointer}/amount`,
      `amount must be above zero, in the decimals of ${invoice.currency}, such as ${moneyInWords(open, invoice.currency)}.`,
    )
  if (amount > open) return tooMuch(`${pointer}/amount`, invoice, open)
  return { id: line.id, amount }
}

/** What a line asked for, less what was credited of it and what was paid of it by name. */
function openOf(line: InvoiceLine, payments: State['payments']): number {
  const paid = payments
    .flatMap(applicationsOf)
    .flatMap(({ items = [] }) => items.filter(({ id }) => id === line.id))
    .map(({ amount }) => amount)
  const credited = (line.credited ?? 0) + (line.creditedTax ?? 0)
  return Math.max(0, line.amount + line.tax - credited - exactSum(paid))
}

function tooMuch(pointer: string, invoice: Invoice, open: number): Refusal {
  return refuseAt(
    'more_than_open',
    pointer,
    `Only ${moneyInWords(open, invoice.currency)} is open there on invoice ${invoice.reference}.`,
  )
}
