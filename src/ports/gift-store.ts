import type { OfferRef } from '../domain/catalog-item.ts'
import type { Gift } from '../domain/gift.ts'
import type { Instant } from '../domain/time.ts'

/** Who tried a code: `client:…`, `basket:…`, `address:…`, or the code itself. */
export type AttemptSubject = string

export interface AttemptLimit {
  readonly subject: AttemptSubject
  /** So many codes that do not exist may be tried in one window. */
  readonly most: number
}

export interface GiftStore {
  readonly findByCode: (codeHash: string) => Promise<Gift | undefined>
  readonly findByToken: (tokenHash: string) => Promise<Gift | undefined>
  /** By what a claim through its link is ordered as. */
  readonly findByCheckoutId: (checkoutId: string) => Promise<Gift | undefined>
  /** What the subscription that was given holds, at the versions that were bought. */
  readonly offersOf: (subscriptionId: string) => Promise<readonly OfferRef[]>
  /** Keeps everybody else from the gift of a subscription until the transaction ends. */
  readonly lock: (subscriptionId: string) => Promise<void>
  /** Counts one opening of the claim link of a gift that waits; `false` when it waits no more. */
  readonly open: (opening: {
    readonly giftId: string
    readonly at: Instant
    /** Written the first time. */
    readonly event: { readonly id: string; readonly data: Readonly<Record<string, unknown>> }
  }) => Promise<boolean>
  /** Locks gifts that are to be sent by `until`, earliest first, passing over those that others hold. */
  readonly lockDue: (until: Instant, limit: number) => Promise<readonly Gift[]>
  readonly markSent: (ids: readonly string[], at: Instant) => Promise<void>
  /** Seconds until one of these may try again; zero: all may now. By the system clock. */
  readonly secondsBlocked: (limits: readonly AttemptLimit[], now: Instant) => Promise<number>
  /** Counts one try of a code that does not exist, for each of these. */
  readonly countAttempt: (
    subjects: readonly AttemptSubject[],
    window: { readonly now: Instant; readonly endsAt: Instant },
  ) => Promise<void>
}
