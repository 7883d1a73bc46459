import type { ChargeLine } from './charge.ts'
import type { Address, CustomerDetails } from './party.ts'
import type { Instant, LocalDate } from './time.ts'

export interface InvoiceLine extends ChargeLine {
  readonly id: string
}

export interface Invoice {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly customerId: string
  readonly orderId: string | undefined
  readonly subscriptionIds: readonly string[]
  readonly status: 'open' | 'paid'
  readonly issuedAt: Instant
  readonly issuedOn: LocalDate
  readonly dueOn: LocalDate
  readonly currency: string
  /** Sums over the lines, minor units; `total` = `subtotal` + `tax`. */
  readonly subtotal: number
  readonly tax: number
  readonly total: number
  /** What is still owed, minor units. */
  readonly balance: number
  readonly paymentType: string
  readonly lines: readonly InvoiceLine[]
  /** An issued invoice keeps its own copy of the people on it. */
  readonly billTo: { readonly customer: CustomerDetails; readonly address: Address | undefined }
}

/** Money captured, one object each. */
export interface Payment {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly customerId: string
  readonly orderId: string | undefined
  readonly invoiceId: string
  readonly paymentMethodId: string | undefined
  readonly status: 'captured'
  readonly gateway: string
  readonly gatewayReference: string
  readonly currency: string
  readonly amount: number
  readonly capturedAt: Instant
}

/** A saved means of payment. Never more of a card than brand, last four digits and expiry. */
export interface PaymentMethod {
  readonly id: string
  readonly ownerId: string
  readonly customerId: string
  readonly orderId: string | undefined
  readonly type: string
  readonly gateway: string
  /** The gateway's own name of it, for off-session charges. */
  readonly gatewayReference: string | undefined
  readonly card: CardSummary | undefined
  readonly isDefault: boolean
}

export interface CardSummary {
  readonly brand: string
  readonly last4: string
  readonly expiryMonth: number
  readonly expiryYear: number
}
