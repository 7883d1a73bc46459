import type { Dispute } from '../domain/dispute.ts'
import type { Gift } from '../domain/gift.ts'
import type { CreditMemo, Invoice, Payment, PaymentMethod, Refund } from '../domain/invoice.ts'
import type { OrderStatus } from '../domain/order.ts'
import type { Customer, StoredAddress } from '../domain/party.ts'
import type {
  Entitlement,
  PendingChange,
  Schedule,
  Subscription,
  SubscriptionOffer,
} from '../domain/subscription.ts'
import type { Instant, TimeZone } from '../domain/time.ts'

/** When a row was made and last changed, by the business clock. */
interface Dated {
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** One try to collect an order's money, without its tokens. */
export interface ShownAttempt {
  readonly n: number
  readonly state: string
  readonly amount: number
  readonly currency: string
  readonly type: string
  readonly gateway: string
  readonly declineCode: string | null
  readonly at: Instant
}

export interface ShownOrder extends Dated {
  readonly id: string
  readonly orderReference: string
  readonly orderType: string
  readonly status: OrderStatus
  readonly ownerId: string
  readonly checkoutId: string | undefined
  readonly externalId: string | undefined
  readonly source: string | undefined
  readonly initiatedSource: string | undefined
  /** `{order, envelope}` as the order was parsed; read by `objects/to-envelope/order-request.ts` alone. */
  readonly request: unknown
  /** Both absent until the order was planned. */
  readonly currency: string | undefined
  /** What the order invoices, minor units. */
  readonly total: number | undefined
  readonly failure: unknown
  readonly attempts: readonly ShownAttempt[]
  readonly subscriptions: readonly {
    readonly id: string
    readonly reference: string
    readonly orderItemId: string
  }[]
  readonly completedAt: Instant | undefined
}

export interface ShownSubscription extends Subscription, Dated {
  /** Of the order that made it. */
  readonly tracking: Readonly<Record<string, unknown>> | undefined
  /** Only when one subscription is read by its id. */
  readonly offers: readonly ShownSubscriptionOffer[] | undefined
  readonly schedules: readonly ShownSchedule[] | undefined
  /** Those that wait for their day, the next one first. */
  readonly pendingChanges: readonly PendingChange[] | undefined
}

export interface ShownSubscriptionOffer extends SubscriptionOffer, Dated {
  readonly currency: string
}
export interface ShownSchedule extends Schedule, Dated {}
export interface ShownCustomer extends Customer, Dated {}
export interface ShownAddress extends StoredAddress, Dated {}
/** Without the gateway's own name of it. */
export interface ShownPaymentMethod extends Omit<PaymentMethod, 'gatewayReference'>, Dated {}
export interface ShownInvoice extends Invoice, Dated {
  /** Since when it should have been paid; absent: it is not due, or is collected. */
  readonly overdueAt?: Instant | undefined
}
export interface ShownPayment extends Payment, Dated {
  /** The last one first; absent: none. */
  readonly disputes: readonly Pick<Dispute, 'id' | 'status' | 'amount' | 'currency'>[] | undefined
}
export interface ShownCreditMemo extends CreditMemo, Dated {}
export interface ShownRefund extends Refund, Dated {}
export interface ShownDispute extends Dispute, Dated {}
export interface ShownGift
  extends Dated,
    Pick<
      Gift,
      | 'id'
      | 'ownerId'
      | 'customerId'
      | 'subscriptionId'
      | 'orderId'
      | 'status'
      | 'name'
      | 'secretVersion'
      | 'recipient'
      | 'message'
      | 'delivery'
      | 'deliverOn'
      | 'claim'
    > {
  /** Only where whoever reads may see them; derived, not stored. */
  readonly secrets?: { readonly code: string; readonly claimLink: string } | undefined
}
export interface ShownEntitlement extends Entitlement, Dated {}

export interface ShownPromoCode extends Dated {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly active: boolean
  /** As it was sent. */
  readonly data: Readonly<Record<string, unknown>>
  readonly available: number | undefined
  readonly used: number
}

export interface ShownIdentity {
  readonly id: string
  readonly crmAccountId: string | undefined
  readonly timeZone: TimeZone | undefined
  readonly createdAt: Instant
}

export interface ShownEvent {
  readonly id: string
  readonly seq: number
  readonly type: string
  readonly ownerId: string | undefined
  readonly subjectId: string
  readonly orderId: string | undefined
  readonly data: Readonly<Record<string, unknown>>
  readonly createdAt: Instant
}

/** What running an order did, step by step. */
export interface ShownProcess extends Dated {
  readonly id: string
  readonly orderId: string
  readonly ownerId: string
  readonly status: string
  readonly steps: readonly unknown[]
}

export interface ShownObjects {
  readonly orders: ShownOrder
  readonly subscriptions: ShownSubscription
  readonly customers: ShownCustomer
  readonly subscription_offers: ShownSubscriptionOffer
  readonly schedules: ShownSchedule
  readonly addresses: ShownAddress
  readonly payment_methods: ShownPaymentMethod
  readonly invoices: ShownInvoice
  readonly payments: ShownPayment
  readonly credit_memos: ShownCreditMemo
  readonly refunds: ShownRefund
  readonly disputes: ShownDispute
  readonly gift_code: ShownGift
  readonly user_entitlements: ShownEntitlement
  readonly promo_codes_v2: ShownPromoCode
  readonly identities: ShownIdentity
  readonly events: ShownEvent
  readonly process: ShownProcess
}

export type ObjectType = keyof ShownObjects

/** Where an object stands in a list: newest first. `at` is exact to the microsecond. */
export interface Position {
  readonly at: string
  /** What decides within the same instant: the id, in a list of events their number. */
  readonly id: string
}

/** An object with its type. Distributes, so that a mapping by type meets the object of that type. */
export type Shown<T extends ObjectType = ObjectType> = {
  [K in T]: { readonly type: K; readonly object: ShownObjects[K] }
}[T]

export type Listed = Shown & { readonly position: Position }

export interface Page {
  readonly limit: number
  /** Absent: from the newest. */
  readonly after: Position | undefined
}

/** What a list can be narrowed by. Which of them a type knows is said by `objects/filters.ts`. */
export type FilterName =
  | 'externalId'
  | 'reference'
  | 'number'
  | 'crmAccountId'
  | 'email'
  | 'status'
  | 'ownerId'
  | 'checkoutId'
  | 'orderType'
  | 'subscriptionId'
  | 'orderId'
  | 'eventType'
  | 'subjectId'
  | 'afterSeq'

export type Filters = Readonly<Partial<Record<FilterName, string | number>>>

/** Reads everything that orders made, without ever writing. Each call is one statement. */
export interface ObjectStore {
  readonly find: (type: ObjectType, id: string) => Promise<Shown | undefined>
  readonly list: (type: ObjectType, filters: Filters, page: Page) => Promise<readonly Listed[]>
  /** What belongs to one object, of every type, as one list. Empty also when there is no such object. */
  readonly related: (type: ObjectType, id: string, page: Page) => Promise<readonly Listed[]>
}
