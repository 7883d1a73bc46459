import { addDays } from './calendar.ts'
import type { ChargeLine } from './charge.ts'
import type { IdSource } from './id.ts'
import type { Invoice } from './invoice.ts'
import { exactSum } from './schedule.ts'
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
  readonly lines: readonly ChargeLine[]
}

/** An invoice over charge lines, in their order. One that asks for nothing is born paid. */
export function makeInvoice({ ids, key, at, issuedOn, termDays, lines, ...rest }: InvoiceInput): Invoice {
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
