import type { Dispute, DisputeStatus } from '../domain/dispute.ts'
import type { Instant } from '../domain/time.ts'
import type { GatewayDispute } from './gateway-notice.ts'

/** A payment by its name at a gateway. */
export interface DisputedPayment {
  readonly gateway: string
  readonly paymentReference: string
}

/** A dispute whose news nobody has been told. */
export interface UntoldDispute {
  readonly id: string
  readonly status: DisputeStatus
  readonly amount: number
  readonly currency: string
  readonly reason: string
  readonly evidenceDueAt: Instant | undefined
  readonly paymentId: string
  readonly ownerId: string
  readonly orderId: string | undefined
  /** What was told before; absent: nothing. */
  readonly toldBefore: DisputeStatus | undefined
}

export interface DisputeStore {
  /** Writes down what the gateway says. That it was opened changes nothing any more once it is closed. */
  readonly put: (news: {
    readonly id: Dispute['id']
    readonly gateway: string
    readonly dispute: GatewayDispute
    readonly at: Instant
  }) => Promise<void>
  /**
   * Locks the payment until the transaction ends, writes down what of it is disputed, and answers the news of its disputes: each of
   * them once. Empty while the payment is not written down here.
   */
  readonly takeNews: (payment: DisputedPayment, at: Instant) => Promise<readonly UntoldDispute[]>
  /** Payments written down since, of disputes that came before them. */
  readonly findOrphans: (limit: number) => Promise<readonly DisputedPayment[]>
}
