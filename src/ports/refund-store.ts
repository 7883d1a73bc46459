import type { CreditMemo, Payment, Refund } from '../domain/invoice.ts'
import type { Lease } from './order-store.ts'

/** A refund that somebody is about to ask the gateway for. */
export interface RefundInHand {
  /** Its key at the gateway. */
  readonly id: string
  readonly amount: number
  /** The gateway's own name of the payment that it comes out of. */
  readonly paymentReference: string
  /** How often it was asked for, this time included. */
  readonly tries: number
}

/** What is known, under lock, of a refund whose outcome is written down. */
export interface RefundBooks {
  readonly refund: Refund
  readonly creditMemo: CreditMemo
  readonly payment: Payment
}

/** Of one order alone, or this one alone; empty: all of them. */
export interface WhichRefunds {
  readonly orderId?: string | undefined
  readonly refundId?: string | undefined
}

/** How a refund stands here. */
export interface KnownRefund
  extends Pick<Refund, 'id' | 'status' | 'ownerId' | 'orderId' | 'gateway' | 'gatewayReference'> {
  /** Was its payment paid elsewhere, so that no gateway of ours can give it back? */
  readonly elsewhere: boolean
}

export interface RefundStore {
  /** Does a refund out of this gateway's payments wait to be asked for? */
  readonly isWaiting: (gateway: string) => Promise<boolean>
  /**
   * Takes refunds that wait, oldest first. What somebody alive is at is left alone, and what failed lately, unless it is named. What
   * was paid elsewhere goes back elsewhere.
   */
  readonly claim: (wanted: {
    readonly gateway: string
    readonly only: WhichRefunds
    readonly limit: number
    readonly lease: Lease
  }) => Promise<readonly RefundInHand[]>
  /** Lets go of a refund whose outcome is not known. */
  readonly release: (id: string, holder: string) => Promise<void>
  /**
   * Locks the refund and the books it stands in until the transaction ends; absent when it has its outcome already. Whoever
   * finds an outcome may write it down: the gateway's answer is the same for everybody.
   */
  readonly takeInHand: (id: string) => Promise<RefundBooks | undefined>
  readonly find: (id: string) => Promise<KnownRefund | undefined>
  /** Writes down when its outcome was, by the world's clock. */
  readonly markSettled: (id: string) => Promise<void>
  /** Writes down that money which went back came home again; true the first time. */
  readonly markReturned: (id: string) => Promise<boolean>
}
