import type { KnownPromoCode, PromoCode } from '../domain/promo-code.ts'
import type { Instant } from '../domain/time.ts'

/** A promo code about to be kept. */
export interface NewPromoCode {
  readonly id: string
  readonly name: string
  readonly promo: PromoCode
  /** How often it may be used; absent: without limit. */
  readonly available: number | undefined
  /** As it was sent. */
  readonly data: Readonly<Record<string, unknown>>
  readonly at: Instant
}

export interface PromoCodeStore {
  /** Answers whether its code was free. */
  readonly insert: (promo: NewPromoCode) => Promise<boolean>
  /** Nobody can use it any more; orders that hold a use of it go on. Answers whether there was one. */
  readonly delete: (id: string, at: Instant) => Promise<boolean>
  /** The codes of these names, and those of which the order, or the order of this basket, holds a use. */
  readonly find: (asked: {
    readonly codes: readonly string[]
    readonly orderId: string
    readonly checkoutId: string | undefined
  }) => Promise<readonly KnownPromoCode[]>
  /**
   * What the order holds becomes exactly one use of each of these; answers those of which none was left. The rows of the codes stay
   * locked until the transaction ends, so that nobody uses more than there are.
   */
  readonly reserve: (wanted: {
    readonly orderId: string
    readonly numbers: readonly number[]
    readonly at: Instant
  }) => Promise<readonly number[]>
  /** The uses that these orders hold can be used by others again. */
  readonly release: (orderIds: readonly string[]) => Promise<void>
}
