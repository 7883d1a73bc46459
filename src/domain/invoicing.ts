import { addDays } from './calendar.ts'
import type { ChargeLine } from './charge.ts'
import type { IdSource } from './id.ts'
import type { Invoice } from './invoice.ts'
import { exactSum } from './money.ts'
import { type Taxes, withTax } from './tax.ts'
import type { Instant, LocalDate } from './time.ts'

export interface InvoiceInput
  extends Pick<Invoice, 'ownerId' | 'customerId' | 'orderId' | 'currency' | 'paymentType' | 'billTo'> {
  readonly ids: IdSource
  /** Names the invoice inside its id source: the same key, the same invoice. */
  readonly key: string
  readonly at: Instant
  readonly issuedOn: LocalDate
  /** Days until it is due, for payment type `invoice`; everything else is due at once. */
  readonly termDays: number
  /** With the tax they were planned with, or none yet: the invoice puts on what holds on the day each is due. */
  readonly lines: readonly ChargeLine[]
  readonly taxes: Taxes
}

/** An invoice over charge lines, in their order, with their tax. One that asks for nothing is born paid. */
export function makeInvoice({ ids, key, at, issuedOn, termDays, taxes, ...input }: InvoiceInput): Invoice {
  const { lines: prices, ...rest } = input
  const lines = withTax(prices, taxes)
  const subtotal = exactSum(lines.map((line) => line.amount))
  const tax = exactSum(lines.map((line) => line.tax))
  const total = exactSum([subtotal, tax])
  return {
    ...rest,
    id: ids.id('invoice', key),
    reference: ids.reference(key),
    subscriptionIds: [...new Set(lines.map((line) => line.subscriptionId))],
    status: total === 0 ? 'paid' : 'open',
    issuedAt: at,
    issuedOn,
    dueOn: rest.paymentType === 'invoice' ? addDays(issuedOn, termDays) : issuedOn,
    subtotal,
    tax,
    total,
    balance: total,
    lines: lines.map((line, index) => ({ ...line, id: ids.id('invoice_item', `${key}/${index + 1}`) })),
  }
}
