import type { Instant } from '../domain/time.ts'

/** A buyer told their bank that a payment was not theirs, or not right. */
export interface GatewayDispute {
  /** The gateway's own name of it. */
  readonly reference: string
  /** The gateway's own name of the payment. */
  readonly paymentReference: string
  /** Minor units. */
  readonly amount: number
  readonly currency: string
  /** In the words of the gateway, such as `fraudulent` or `product_not_received`. */
  readonly reason: string
  readonly status: 'open' | 'won' | 'lost'
  /** Until when evidence can be handed in. */
  readonly evidenceDueAt: Instant | undefined
}

/**
 * What a gateway tells us by itself: late, twice, or in the wrong order. So it says only what to look at; how that stands is asked
 * for with `lookup`.
 */
export type GatewayNotice = { readonly id: string } & (
  | { readonly about: 'payment'; readonly key: string }
  /** Without a key nobody here asked for it: it was made in the gateway's own dashboard, say, and has a name there. */
  | { readonly about: 'refund'; readonly key: string | undefined; readonly reference?: string }
  | { readonly about: 'dispute'; readonly dispute: GatewayDispute }
  /** Nothing that concerns us. */
  | { readonly about: 'nothing' }
)

/** The message does not bear the gateway's signature, or an old one. */
export class NoticeRejected extends Error {
  override readonly name = 'NoticeRejected'
}
