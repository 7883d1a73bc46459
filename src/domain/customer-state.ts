import type { Gift } from './gift.ts'
import type { CreditMemo, Invoice, Payment, PaymentMethod, Refund } from './invoice.ts'
import type { Customer, StoredAddress } from './party.ts'
import type { Entitlement, PendingChange, Schedule, Subscription, SubscriptionOffer } from './subscription.ts'

/**
 * Everything one order may read or change, scoped by its order type: for `new` it begins empty but for the owner's
 * customer; for an order on a subscription it holds that one subscription. A fold turns one state into the next, and the
 * store saves whatever rows differ; it has no notion of a change.
 */
export interface CustomerState {
  readonly customers: readonly Customer[]
  readonly addresses: readonly StoredAddress[]
  readonly paymentMethods: readonly PaymentMethod[]
  readonly subscriptions: readonly Subscription[]
  readonly subscriptionOffers: readonly SubscriptionOffer[]
  readonly pendingChanges: readonly PendingChange[]
  readonly schedules: readonly Schedule[]
  readonly entitlements: readonly Entitlement[]
  readonly invoices: readonly Invoice[]
  readonly payments: readonly Payment[]
  /** Those of the order's subscription, and whatever of the owner's has a balance left. */
  readonly creditMemos: readonly CreditMemo[]
  readonly refunds: readonly Refund[]
  /** Those of the order's subscription, whatever has become of them. */
  readonly gifts: readonly Gift[]
}

export const emptyState: CustomerState = {
  customers: [],
  addresses: [],
  paymentMethods: [],
  subscriptions: [],
  subscriptionOffers: [],
  pendingChanges: [],
  schedules: [],
  entitlements: [],
  invoices: [],
  payments: [],
  creditMemos: [],
  refunds: [],
  gifts: [],
}
