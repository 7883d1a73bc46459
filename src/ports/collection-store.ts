import type { Invoice } from '../domain/invoice.ts'
import type { CustomerDetails } from '../domain/party.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Instant } from '../domain/time.ts'
import type { Lease } from './order-store.ts'

export type CollectionState = 'started' | 'capturing' | 'captured' | 'declined' | 'voiding' | 'voided'

/** One try to collect an invoice while the buyer is away. Its key at the gateway is made of `invoiceId` and `n`. */
export interface Collection {
  readonly invoiceId: string
  readonly ownerId: string
  readonly n: number
  readonly state: CollectionState
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  /** These three are absent when the subscription has no saved method. */
  readonly gateway: string | undefined
  readonly paymentMethodId: string | undefined
  readonly methodReference: string | undefined
  readonly gatewayReference: string | undefined
  /** Who claimed it. */
  readonly leaseHolder: string
}

/** Somebody else has taken the try up since: whatever this one was about to write is theirs to write. */
export class CollectionLost extends Error {
  override readonly name = 'CollectionLost'
}

/** What is known, under lock, of an invoice that is being collected. */
export interface InvoiceInHand {
  readonly invoice: Invoice
  readonly subscriptions: readonly Subscription[]
  /** Who is told. */
  readonly customer: CustomerDetails
  /** How often its collection was declined so far. */
  readonly declines: number
  /** Those of its subscriptions that another open invoice keeps past due. */
  readonly pastDueElsewhere: ReadonlySet<string>
  /** Is an order on one of them, or on one bought with them, past the point of no return? */
  readonly isBeingOrdered: boolean
}

export interface CollectionStore {
  /**
   * Takes invoices to collect, oldest first, and commits the try of each: a new one, or the one that a dead process left
   * unfinished.
   */
  readonly claim: (due: { until: Instant; limit: number; lease: Lease }) => Promise<readonly Collection[]>
  /** Lets go of a try that could not be finished now. */
  readonly release: (collection: Collection) => Promise<void>
  /** Locks the invoice and its subscriptions until the transaction ends. */
  readonly takeInHand: (invoiceId: string) => Promise<InvoiceInHand>
  /** Writes down how far the try has come. Throws `CollectionLost` when it is no longer this holder's. */
  readonly mark: (
    collection: Collection,
    news: { state: CollectionState; gatewayReference?: string; declineCode?: string; at: Instant },
  ) => Promise<void>
  /** Counts the try as over and sets when the next may come; absent: no more. */
  readonly schedule: (invoiceId: string, attempts: number, nextAt: Instant | undefined) => Promise<void>
}
