import type { CustomerState } from '../domain/customer-state.ts'
import type { Instant } from '../domain/time.ts'
import type { InvoiceInHand } from './collection-store.ts'

/** A subscription on which something fell due, with the part of its owner's state that this may read or change. */
export interface DueSubscription {
  readonly id: string
  readonly state: CustomerState
}

export type DueKind = 'subscription' | 'invoice' | 'refund' | 'reminder'

export interface ExpiredLink {
  readonly id: string
  readonly basketId: string
  readonly ownerId: string
}

export interface WithdrawnOrder {
  readonly id: string
  readonly ownerId: string
  readonly checkoutId: string
}

/** What falls due by the business clock. What failed lately is left alone until its time to be tried again. */
/** What a reminder of an invoice says, and whom it goes to. */
export type OverdueInvoice = Pick<InvoiceInHand, 'invoice' | 'subscriptions' | 'customer'>

export interface BillingStore {
  /** The earliest instant, up to `until`, at which something is due; `undefined`: nothing is. */
  readonly nextDueAt: (until: Instant) => Promise<Instant | undefined>
  /** Locks subscriptions that start or are billed by `until`, earliest first, passing over those that others hold. */
  readonly lockDue: (until: Instant, limit: number) => Promise<readonly string[]>
  /** Locks one of them; `false` when somebody else holds it. */
  readonly lockOne: (id: string) => Promise<boolean>
  /** Keeps everybody else from the invoices they share with others and from the balance of their owners until the transaction ends. */
  readonly lockBooks: (ids: readonly string[]) => Promise<void>
  /** Of these, whose locks are held, those that nobody who is past the point of no return is about to change. */
  readonly load: (ids: readonly string[]) => Promise<readonly DueSubscription[]>
  /** From when these invoices are collected off-session. */
  readonly collectFrom: (invoiceIds: readonly string[], at: Instant) => Promise<void>
  /** No new try of these; one that is under way ends as it ends. */
  readonly stopCollecting: (invoiceIds: readonly string[]) => Promise<void>
  /**
   * Locks open invoices that their buyers pay by themselves and that are overdue by `until` without anybody having said so, earliest
   * first, and says so; ones that others hold are passed over.
   */
  readonly takeOverdue: (wanted: {
    readonly until: Instant
    readonly limit: number
    /** This invoice alone. */
    readonly only: string | undefined
  }) => Promise<readonly OverdueInvoice[]>
  /** Ends links whose time is over by `until`, earliest first. */
  readonly expireLinks: (until: Instant, limit: number) => Promise<readonly ExpiredLink[]>
  /** Withdraws orders of these baskets that wait for a payment. */
  readonly withdrawWaitingOrders: (
    basketIds: readonly string[],
    at: Instant,
  ) => Promise<readonly WithdrawnOrder[]>
  /** Writes down what could not be carried out; the wait before the next try doubles. */
  readonly recordFailure: (kind: DueKind, subjectId: string, error: string) => Promise<void>
  readonly clearFailures: (kind: DueKind, subjectIds: readonly string[]) => Promise<void>
}
