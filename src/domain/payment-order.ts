import type { OnSubscription } from './order.ts'
import type { Address } from './party.ts'
import type { Instant } from './time.ts'

/** Orders about how a subscription is paid. */

/** A means of payment that another system holds and charges: only its names are known here. */
export interface PaidElsewhere {
  readonly type: 'elsewhere'
  readonly method: 'external' | 'zuora_card'
  /** Who holds it. */
  readonly gateway: string
  /** Its name there. */
  readonly reference: string
}

/** How a subscription is to be paid, as far as a planner may know: the token of a card belongs to an attempt. */
export type PaymentMeans =
  | { readonly type: 'invoice' }
  | { readonly type: 'card' }
  | { readonly type: 'saved'; readonly paymentMethodId: string }
  | PaidElsewhere

/** Another means of payment from now on. */
export interface ChangePayment extends OnSubscription {
  readonly type: 'change_payment'
  /** Absent in a preview: as if by card. */
  readonly means: PaymentMeans | undefined
  /** For every subscription of its customer, not the one alone? */
  readonly wholeCustomer: boolean
  /** Where the bills of the new means go; kept with the order. */
  readonly billing: Address | undefined
}

/** Pays what is open, or writes down that it was paid. */
export interface PayInvoice extends OnSubscription {
  readonly type: 'pay_invoice'
  /** Absent: every open one. */
  readonly invoiceId: string | undefined
  /** Lines of that invoice; absent: all that is open of it. Amounts as decimals, absent: all that is open of the line. */
  readonly items: readonly { readonly id: string; readonly amount: string | undefined }[] | undefined
  /** How much of the invoice as a whole is paid, as a decimal; absent: what `items` say, or all that is open. */
  readonly amount?: string | undefined
  /** When another system took the money; absent: now. */
  readonly paidAt?: Instant | undefined
  /** Absent: what the subscription is charged with. */
  readonly means: PaymentMeans | undefined
  /** The card that pays takes the place of the card that the subscription is charged with, and is tried for what else is past due. */
  readonly replacesCard?: true | undefined
}
