import type { Address, CustomerDetails } from './party.ts'
import type { Instant, LocalDate } from './time.ts'

export type OrderStatus =
  | 'submitted'
  | 'processing'
  | 'pending-payment'
  | 'scheduled'
  | 'complete'
  | 'failed'
  | 'cancelled'

/** How the buyer pays. A `card` carries the single-use token that the gateway's element made in the browser. */
export type PaymentChoice =
  | { readonly type: 'invoice' }
  | { readonly type: 'card'; readonly gateway: string; readonly token: string }
  | { readonly type: 'saved'; readonly paymentMethodId: string }

/** One thing to buy. An add-on names the item it rides on. */
export interface OrderItem {
  readonly id: string
  readonly recordType: 'offer' | 'add_on'
  readonly parentId: string | undefined
  readonly offer: { readonly id: string; readonly version: string }
  readonly quantity: number
}

/** An item as a request names it: what is left out comes from the basket, or from the defaults. */
export interface RequestedItem {
  readonly id: string | undefined
  readonly recordType: 'offer' | 'add_on' | undefined
  readonly parentId: string | undefined
  readonly offer: { readonly id: string; readonly version: string } | undefined
  readonly quantity: number | undefined
}

/** A `new` order as it was sent, before its basket fills in the rest. */
export interface NewOrderRequest extends Omit<NewOrder, 'items'> {
  /** Absent: the basket's. */
  readonly items: readonly RequestedItem[] | undefined
}

/** A request to buy, in our words. Whatever comes from a basket has been filled in; a preview may lack people and payment. */
export interface NewOrder {
  readonly type: 'new'
  readonly checkoutId: string | undefined
  readonly items: readonly OrderItem[]
  readonly paymentType: 'invoice' | 'card' | undefined
  /** A saved card to use; absent: the card given with the payment is saved for later charges. */
  readonly savedPaymentMethodId?: string | undefined
  readonly country: string | undefined
  /** The day or instant at which the subscriptions start; absent: at once. */
  readonly startAt: Instant | LocalDate | undefined
  readonly customer: CustomerDetails
  readonly billing: Address | undefined
  readonly delivery: Address | undefined
}

/** What every order carries beside its type's own words. */
export interface OrderEnvelope {
  readonly externalId: string | undefined
  readonly initiatedSource: string | undefined
  readonly source: string | undefined
  readonly processImmediately: boolean
  readonly ownerId: string | undefined
  readonly tracking: Readonly<Record<string, unknown>>
  readonly customFields: Readonly<Record<string, unknown>>
  readonly previewId: string | undefined
  readonly expectedFingerprint: string | undefined
}
