import type { Invoice, Payment, PaymentMethod } from './invoice.ts'
import type { Customer, StoredAddress } from './party.ts'
import type { Entitlement, Schedule, Subscription, SubscriptionOffer } from './subscription.ts'

/** What an order does to our own state: data, folded in memory, kept on the order as its history. One file per kind in `changes/`. */
export type Change =
  | { readonly kind: 'add_customer'; readonly customer: Customer }
  | { readonly kind: 'add_address'; readonly address: StoredAddress }
  | { readonly kind: 'add_payment_method'; readonly paymentMethod: PaymentMethod }
  | {
      readonly kind: 'start_subscription'
      readonly subscription: Subscription
      readonly offers: readonly SubscriptionOffer[]
      readonly schedules: readonly Schedule[]
      readonly entitlements: readonly Entitlement[]
    }
  | { readonly kind: 'issue_invoice'; readonly invoice: Invoice }
  | { readonly kind: 'record_payment'; readonly payment: Payment }
