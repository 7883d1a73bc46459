import type { Instant, LocalDate } from '../domain/time.ts'

/** A document as another one names it. */
export interface NamedDocument {
  readonly id: string
  readonly reference: string
  readonly number: string | undefined
}

/** What lowered an invoice. Amounts are minor units. */
export interface InvoiceMoney {
  readonly payments: readonly {
    readonly amount: number
    readonly capturedAt: Instant
    readonly card: { readonly brand: string; readonly last4: string } | undefined
  }[]
  readonly credits: readonly (NamedDocument & { readonly amount: number; readonly on: LocalDate })[]
}

/** What documents say beside themselves. */
export interface DocumentStore {
  readonly moneyOf: (invoice: { readonly id: string; readonly ownerId: string }) => Promise<InvoiceMoney>
  readonly nameInvoices: (ids: readonly string[]) => Promise<readonly NamedDocument[]>
  /** The id of the first invoice that the order of a basket made. */
  readonly invoiceOfBasket: (basketId: string) => Promise<string | undefined>
}
