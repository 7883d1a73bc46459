import type { Invoice, PaymentMethod } from '../domain/invoice.ts'
import type { CustomerDetails } from '../domain/party.ts'
import type { Subscription } from '../domain/subscription.ts'

/** An invoice as whoever holds its payment link sees it. */
export interface LinkedInvoice {
  readonly invoice: Invoice
  /** In the invoice's order: the first one pays. */
  readonly subscriptions: readonly Subscription[]
  readonly customer: CustomerDetails
  /** What the first subscription is charged with; absent: nothing that is saved. */
  readonly method: PaymentMethod | undefined
  /** Why the last try to collect it was declined; absent: none was. */
  readonly declineCode: string | undefined
}

export interface PayLinkStore {
  readonly find: (invoiceId: string) => Promise<LinkedInvoice | undefined>
}
