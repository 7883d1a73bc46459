import type { ChargeLine } from './charge.ts'
import type { Address, CustomerDetails } from './party.ts'
import type { Instant, LocalDate } from './time.ts'

export interface InvoiceLine extends ChargeLine {
  readonly id: string
  /** What was credited of it, without tax; minor units, never more than `amount`. Absent: nothing. */
  readonly credited?: number | undefined
  /** What was credited of its tax. */
  readonly creditedTax?: number | undefined
  /** How many of its quantity were credited for the days they were not used. */
  readonly creditedQuantity?: number | undefined
}

export interface Invoice {
  readonly id: string
  readonly reference: string
  /** As accounts count it, without gaps; given soon after it was issued, never by an order. Absent: not yet. */
  readonly number?: string | undefined
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

/** What a payment lowers one invoice by; minor units. */
export interface PaymentApplication {
  readonly invoiceId: string
  readonly amount: number
  /** Which of its lines, where they were named; adding up to `amount`. */
  readonly items?: readonly { readonly id: string; readonly amount: number }[] | undefined
}

/** Money captured, one object each. */
export interface Payment {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly customerId: string
  readonly orderId: string | undefined
  /** The invoice it pays; the first of them where it pays several. */
  readonly invoiceId: string
  /** How it is spread over several invoices, adding up to `amount`. Absent: all of it pays the one. */
  readonly applications?: readonly PaymentApplication[] | undefined
  readonly paymentMethodId: string | undefined
  readonly status: 'captured'
  readonly gateway: string
  readonly gatewayReference: string
  /** It was paid elsewhere, and is named as it is there; absent: a gateway of ours captured it. */
  readonly elsewhere?: true | undefined
  readonly currency: string
  readonly amount: number
  readonly capturedAt: Instant
  /** What went back, or is on its way back; minor units, never more than `amount`. Absent: nothing. */
  readonly refunded?: number | undefined
  /** What its buyer disputes, or has won back by a dispute; minor units. Written by disputes alone. Absent: nothing. */
  readonly disputed?: number | undefined
}

/** Which invoices a payment pays, and how much of each. */
export function applicationsOf({ applications, invoiceId, amount }: Payment): readonly PaymentApplication[] {
  return applications ?? [{ invoiceId, amount }]
}

/** What is given back of one line of an invoice. Amounts are positive. */
export interface CreditMemoLine extends ChargeLine {
  readonly id: string
  readonly invoiceId: string
  readonly invoiceLineId: string
  /** It gives back days that are not used; the service dates say which. Absent: an amount was agreed on. */
  readonly unused?: true | undefined
}

/** An amount owed back. It first lowers what is open on the invoices it corrects; the rest is balance, or goes back as refunds. */
export interface CreditMemo {
  readonly id: string
  readonly reference: string
  /** As accounts count it; absent: not yet. */
  readonly number?: string | undefined
  readonly ownerId: string
  readonly customerId: string
  readonly subscriptionId: string
  readonly orderId: string | undefined
  readonly reason: string
  readonly issuedAt: Instant
  readonly issuedOn: LocalDate
  readonly currency: string
  /** Sums over the lines, minor units; `total` = `subtotal` + `tax`. */
  readonly subtotal: number
  readonly tax: number
  readonly total: number
  /** What lowered invoices, in order. `total` = sum of these + `refunded` + `remaining`. */
  readonly applications: readonly CreditApplication[]
  readonly refunded: number
  /** Balance: used up by the invoices to come. */
  readonly remaining: number
  readonly lines: readonly CreditMemoLine[]
  readonly billTo: Invoice['billTo']
}

export interface CreditApplication {
  readonly invoiceId: string
  /** Minor units. */
  readonly amount: number
  readonly on: LocalDate
}

/** Money on its way back to where it came from, one object for each payment it comes out of. */
export interface Refund {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
  readonly customerId: string
  readonly subscriptionId: string
  readonly orderId: string | undefined
  readonly creditMemoId: string
  readonly paymentId: string
  /** `pending` until the gateway has done it; `failed`: the amount is balance again. */
  readonly status: 'pending' | 'refunded' | 'failed'
  readonly gateway: string
  /** The gateway's own name of the refund. */
  readonly gatewayReference: string | undefined
  readonly currency: string
  /** Minor units. */
  readonly amount: number
  readonly requestedAt: Instant
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
  /** Shown and charged no more since. */
  readonly deletedAt?: Instant | undefined
}

export interface CardSummary {
  readonly brand: string
  readonly last4: string
  readonly expiryMonth: number
  readonly expiryYear: number
}
