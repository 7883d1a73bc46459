import type { Changeset } from '../domain/changeset.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { NewOrder, OrderEnvelope, OrderStatus } from '../domain/order.ts'
import type { Instant } from '../domain/time.ts'
import type { GatewayPayment } from './payment-gateway.ts'

/** An order as it was accepted, and what has become of it. */
export interface OrderRecord {
  readonly id: string
  readonly orderReference: string
  readonly orderType: string
  readonly status: OrderStatus
  readonly ownerId: string
  readonly clientId: string | undefined
  readonly actor: 'client' | 'customer'
  readonly checkoutId: string | undefined
  readonly externalId: string | undefined
  readonly source: string | undefined
  readonly initiatedSource: string | undefined
  /** Immutable; the means of payment belongs to an attempt. */
  readonly request: { readonly order: NewOrder; readonly envelope: OrderEnvelope }
  /** SHA-256 over the canonical body, without payment and without what only says how to process. */
  readonly requestHash: Buffer
  /** The instant at which it is planned. */
  readonly instantAt: Instant
  /** Figures that were promised to the caller; absent: the order takes the world as it finds it. */
  readonly expectedFingerprint: string | undefined
  readonly fingerprint: string | undefined
  /** Fixed at the point of no return. */
  readonly changeset: Changeset | undefined
  readonly failure: OrderFailure | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly completedAt: Instant | undefined
}

export interface OrderFailure {
  readonly code: string
  readonly detail: string
}

export type AttemptState =
  | 'started'
  | 'challenged'
  | 'capturing'
  | 'captured'
  | 'declined'
  | 'voiding'
  | 'voided'

/** One try to collect an order's money. */
export interface PaymentAttempt {
  readonly orderId: string
  readonly n: number
  readonly state: AttemptState
  readonly amount: number
  readonly currency: string
  readonly type: 'card' | 'saved'
  readonly gateway: string
  /** Single-use token of the gateway's element, or the gateway's name of the saved method. */
  readonly token: string
  /** The saved method that pays, when one does. */
  readonly paymentMethodId: string | undefined
  readonly gatewayReference: string | undefined
  /** What the gateway said of the payment: brand and last four, the saved method. Never a number. */
  readonly method: Extract<GatewayPayment, { methodReference: string }> | undefined
  readonly declineCode: string | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** An order whose `checkoutId` or `external_id` is taken: the caller reads again and finds who holds it. */
export class OrderKeyTaken extends Error {
  override readonly name = 'OrderKeyTaken'
}

export interface Lease {
  readonly holder: string
  /** Seconds by the database's clock. */
  readonly seconds: number
}

export interface OrderStore {
  /** Throws `OrderKeyTaken` when its `checkoutId` or its `(client, type, external id)` has a living order. */
  readonly insert: (order: OrderRecord, lease: Lease) => Promise<void>
  readonly find: (id: string) => Promise<OrderRecord | undefined>
  /** Takes the order's row until the transaction ends. */
  readonly lock: (id: string) => Promise<OrderRecord | undefined>
  /** The order that holds this `checkoutId`; failed and cancelled orders hold nothing. */
  readonly findByCheckoutId: (checkoutId: string) => Promise<OrderRecord | undefined>
  readonly findByExternalId: (key: {
    clientId: string
    orderType: string
    externalId: string
  }) => Promise<OrderRecord | undefined>
  /** Writes status, instant, fingerprint, changeset, failure and completion of an order. */
  readonly update: (order: OrderRecord) => Promise<void>

  /** Takes or prolongs the right to run an order; `undefined` when somebody else is alive on it or it needs nobody. */
  readonly claim: (id: string, lease: Lease) => Promise<OrderRecord | undefined>
  readonly renewLease: (id: string, lease: Lease) => Promise<void>
  /** Lets go of the order; a sweep finds it again after `seconds`. */
  readonly releaseLease: (id: string, lease: Lease) => Promise<void>
  /** Unfinished orders that nobody runs, oldest first. */
  readonly findAbandoned: (limit: number) => Promise<readonly string[]>

  readonly lastAttempt: (orderId: string) => Promise<PaymentAttempt | undefined>
  readonly insertAttempt: (attempt: PaymentAttempt) => Promise<void>
  readonly updateAttempt: (attempt: PaymentAttempt) => Promise<void>

  /** Writes every row in which `after` differs from `before`, in one statement. */
  readonly saveState: (before: CustomerState, after: CustomerState, at: Instant) => Promise<void>
  /** Of these offers, the ones the owner holds a living subscription to; costs the same however many are held. */
  readonly heldOffers: (ownerId: string, offerIds: readonly string[]) => Promise<readonly string[]>
  readonly recordProcess: (process: ProcessRecord) => Promise<void>
}

/** What running an order did, step by step. */
export interface ProcessRecord {
  readonly id: string
  readonly orderId: string
  readonly ownerId: string
  readonly status: 'processing' | 'processed' | 'failed'
  readonly steps: readonly { readonly name: string; readonly at: Instant; readonly outcome: string }[]
  readonly at: Instant
}
