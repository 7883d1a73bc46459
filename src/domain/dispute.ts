import type { Instant } from './time.ts'

/** `open` until the bank has decided: `won` leaves the money with the merchant, `lost` takes it away. */
export type DisputeStatus = 'open' | 'won' | 'lost'

/** A buyer told their bank that a payment was not theirs, or not right. */
export interface Dispute {
  readonly id: string
  readonly gateway: string
  /** The gateway's own name of it. */
  readonly gatewayReference: string
  /** These four are absent until the payment it is about is written down here, which may come later. */
  readonly paymentId: string | undefined
  readonly ownerId: string | undefined
  readonly customerId: string | undefined
  /** Of the payment, where an order made it. */
  readonly orderId: string | undefined
  readonly status: DisputeStatus
  readonly currency: string
  /** Minor units. */
  readonly amount: number
  /** In the words of the gateway. */
  readonly reason: string
  readonly evidenceDueAt: Instant | undefined
  /** When we heard of it, and of its end; by the business clock. */
  readonly openedAt: Instant
  readonly closedAt: Instant | undefined
}
