import type { Changeset } from '../domain/changeset.ts'
import type { CustomerState } from '../domain/customer-state.ts'
import type { HeldProduct } from '../domain/facts.ts'
import type { CreditMemo, PaymentMethod } from '../domain/invoice.ts'
import type { LinkState } from '../domain/link.ts'
import type {
  CorrectedInvoices,
  Order,
  OrderEnvelope,
  OrderStatus,
  SubscriptionTarget,
} from '../domain/order.ts'
import type { RefusalCode } from '../domain/refusal.ts'
import type { Instant, LocalDate } from '../domain/time.ts'
import type { NewEvent } from './event-store.ts'
import type { Mail } from './mailer.ts'
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
  /** The external id, where it stands for this order alone; absent where it only names the subscription. */
  readonly externalKey: string | undefined
  readonly source: string | undefined
  readonly initiatedSource: string | undefined
  /** Immutable; the means of payment belongs to an attempt. */
  readonly request: { readonly order: Order; readonly envelope: OrderEnvelope }
  /** SHA-256 in hex over the canonical body, without payment and without what only says how to process. */
  readonly requestHash: string
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
  readonly code: RefusalCode
  readonly detail: string
}

export type AttemptState =
  | 'started'
  /** The buyer's bank wants to see the buyer first. */
  | 'challenged'
  /** Is let go of, and ends as declined. */
  | 'abandoning'
  | 'capturing'
  | 'captured'
  | 'declined'
  | 'voiding'
  | 'voided'

/** The saved method behind a payment, and what may be shown of its card. */
export type PaidWith = Pick<Extract<GatewayPayment, { methodReference: string }>, 'methodReference' | 'card'>

/** One try to collect an order's money. */
export interface PaymentAttempt {
  readonly orderId: string
  readonly n: number
  readonly state: AttemptState
  readonly amount: number
  readonly currency: string
  /** `elsewhere`: another system takes it, and is asked whether it does. */
  readonly type: 'card' | 'saved' | 'elsewhere'
  readonly gateway: string
  /** Single-use token of the gateway's element, or the gateway's name of the saved method or of the payment. */
  readonly token: string
  /** The saved method that pays, when one does. */
  readonly paymentMethodId: string | undefined
  /** Is the subscription's own method charged while the buyer is away? */
  readonly offSession: boolean
  readonly gatewayReference: string | undefined
  readonly method: PaidWith | undefined
  /** Where the bank waits for the buyer, and since when, by the system clock. */
  readonly challengeUrl: string | undefined
  readonly challengedAt: Instant | undefined
  readonly declineCode: string | undefined
  /** Can the same card succeed when it is tried again? */
  readonly declineRetryable: boolean | undefined
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

/** Another request was faster with the same key or the same account: nothing was written; begin again and find what it made. */
export class RaceLost extends Error {
  override readonly name = 'RaceLost'
}

export interface Lease {
  readonly holder: string
  /** Seconds by the database's clock. */
  readonly seconds: number
}

/** Where a link goes because of what its order did; nothing happens when it stands elsewhere by then. */
export interface LinkMove {
  readonly basketId: string
  readonly from: readonly LinkState[]
  readonly to: LinkState
}

/** Everything that one step of an order writes, in one statement: all of it or nothing. */
export interface OrderWrite {
  readonly at: Instant
  /** Written whole; a new one is inserted under `lease`. */
  readonly order: OrderRecord
  readonly lease: Lease
  readonly attempts: readonly PaymentAttempt[]
  readonly link: LinkMove | undefined
  /** Rows in which `after` differs from `before` are written. */
  readonly before: CustomerState
  readonly after: CustomerState
  readonly events: readonly NewEvent[]
  readonly mails: readonly Mail[]
  readonly steps: readonly ProcessStep[]
}

/** One line of an order's process event. */
export interface ProcessStep {
  readonly name: string
  readonly at: Instant
  readonly outcome: string
}

export interface OrderStore {
  readonly find: (id: string) => Promise<OrderRecord | undefined>
  /** Takes the order's row until the transaction ends, if `holder` has its lease. */
  readonly lock: (id: string, holder: string) => Promise<OrderRecord | undefined>
  /** The order that holds this `checkoutId`; failed and cancelled orders hold nothing. */
  readonly findByCheckoutId: (checkoutId: string) => Promise<OrderRecord | undefined>
  readonly findByExternalId: (key: OrderKey) => Promise<OrderRecord | undefined>
  /** The last one with this external id, whatever became of it. */
  readonly findLatest: (key: OrderKey) => Promise<OrderRecord | undefined>
  /** Throws `RaceLost` when a new order's `checkoutId` or `(client, type, external id)` has a living order. */
  readonly write: (write: OrderWrite) => Promise<void>

  /** Takes or prolongs the right to run an order; `undefined` when somebody else is alive on it or it needs nobody. */
  readonly claim: (id: string, lease: Lease) => Promise<OrderRecord | undefined>
  /** The same for an order that waits for its customer's money: it is `processing` again. */
  readonly claimWaiting: (id: string, lease: Lease) => Promise<OrderRecord | undefined>
  readonly renewLease: (id: string, lease: Lease) => Promise<void>
  /** Lets go of the order; a sweep finds it again after `seconds`. */
  readonly releaseLease: (id: string, lease: Lease) => Promise<void>
  /** Unfinished orders that nobody runs, oldest first. */
  readonly findAbandoned: (limit: number) => Promise<readonly string[]>

  /**
   * Ends those of these orders that were waiting for the day of their changes and have none left to come: `complete` when one was
   * carried out, else `cancelled`. Answers the ones it ended.
   */
  readonly settleScheduled: (orderIds: readonly string[], at: Instant) => Promise<readonly OrderRecord[]>

  readonly lastAttempt: (orderId: string) => Promise<PaymentAttempt | undefined>
  /** Challenges to look at again now; each comes again later, at longer and longer intervals, until it `isOver`. */
  readonly takeDueChallenges: (
    limit: number,
  ) => Promise<readonly { readonly orderId: string; readonly isOver: boolean }[]>
  /** Of an order that has ended: its challenge is let go of. */
  readonly endChallenge: (attempt: PaymentAttempt, at: Instant) => Promise<void>

  /** The subscription that a request names. */
  readonly findSubscription: (target: SubscriptionTarget) => Promise<NamedSubscription | undefined>
  /** Keeps everybody else from changing this subscription, and from using its owner's balance, until the transaction ends. */
  readonly lockSubscription: (id: string) => Promise<void>
  /**
   * Is another order on this subscription, or one bought with it, past the point of no return, or an invoice of theirs being
   * captured? Final under `lockSubscription`.
   */
  readonly isBusy: (subscriptionId: string, orderId: string) => Promise<boolean>
  /**
   * Locks these memos until the transaction ends. False when one has less or more left than was read, or an order on a
   * subscription that is not of these is past the point of no return to use it.
   */
  readonly lockBalance: (
    memos: readonly Pick<CreditMemo, 'id' | 'remaining'>[],
    subscriptionIds: readonly string[],
  ) => Promise<boolean>
  /**
   * One subscription with everything an order on it may read or change: its people and their cards, its offers, what is to come,
   * and what was charged for days from `paidFrom` on; and the invoices that are corrected. Costs the same however many its owner has.
   */
  readonly loadSubscription: (
    id: string,
    paidFrom: LocalDate,
    corrected?: CorrectedInvoices,
  ) => Promise<CustomerState>

  /** Writes every row in which `after` differs from `before`, in one statement. */
  readonly saveState: (before: CustomerState, after: CustomerState, at: Instant) => Promise<void>
  /** What this order made. */
  readonly loadMade: (orderId: string) => Promise<CustomerState>
  /** A saved method that was not deleted. */
  readonly findPaymentMethod: (id: string) => Promise<PaymentMethod | undefined>
  /** Of these offers, the ones the owner holds, or is past the point of no return to hold; costs the same however many are held. */
  readonly heldOffers: (asked: HeldAsked) => Promise<readonly string[]>
  /** What the owner holds of these offers or products, the one that ends last; one row however many are held. */
  readonly heldProduct: (asked: {
    readonly ownerId: string
    readonly offerIds: readonly string[]
    readonly productPaths: readonly string[]
  }) => Promise<HeldProduct | undefined>
  /** How many attempts in a row were authorised and let go again, the last one first. */
  readonly voidedInARow: (orderId: string) => Promise<number>
}

export interface HeldAsked {
  readonly ownerId: string
  readonly offerIds: readonly string[]
  /** The order that asks: what it is about to bring does not count. */
  readonly orderId: string
}

export interface NamedSubscription {
  readonly id: string
  readonly reference: string
  readonly ownerId: string
}

export interface OrderKey {
  readonly clientId: string
  readonly orderType: string
  readonly externalId: string
}
