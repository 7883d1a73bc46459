import type { Term } from './offer.ts'
import type { Address } from './party.ts'
import type { Instant, LocalDate } from './time.ts'

/** Paid for and not claimed; held by its recipient; paid back to its buyer. */
export type GiftStatus = 'waiting' | 'claimed' | 'refunded'

/**
 * A paid-for subscription that waits for its recipient, one for each subscription of a gift order. Its code and its claim link are
 * derived from its id and version whenever they are needed, and never stored; here stands what finds them again.
 */
export interface Gift {
  readonly id: string
  /** The buyer's: who paid, and who gets the money back. It stays so when the subscription becomes the recipient's. */
  readonly ownerId: string
  readonly customerId: string
  readonly subscriptionId: string
  readonly orderId: string
  readonly status: GiftStatus
  /** What is given, for people: `A year of Digital`, `Business × 5`. */
  readonly name: string
  /** For how long, from the claim; absent: without end. */
  readonly term: Term | undefined
  readonly secretVersion: number
  /** SHA-256 in hex. */
  readonly codeHash: string
  readonly tokenHash: string
  /** What a claim through the link is ordered as, in the place of a basket. */
  readonly checkoutId: string
  /** Who owns it when it is claimed through the link; made with the claim. */
  readonly claimOwnerId: string
  /** The buyer by name, as the recipient reads it. */
  readonly giverName: string | undefined
  readonly recipient: Address | undefined
  readonly message: string | undefined
  /** Language of what is sent to the recipient. */
  readonly locale: string | undefined
  /** `none`: the buyer hands it over. */
  readonly delivery: 'none' | 'scheduled' | 'sent' | 'withdrawn'
  readonly deliverOn: LocalDate | undefined
  /** Local midnight of a day to come; the order's instant when it is delivered at once. */
  readonly deliverAt: Instant | undefined
  readonly claim: GiftClaim | undefined
}

/** Who claimed it, and by which order. */
export interface GiftClaim {
  readonly orderId: string
  readonly ownerId: string
  readonly at: Instant
}

/** What finds a gift by its code and by its claim link, without being either; hex. */
export interface GiftHashes {
  readonly codeHash: string
  readonly tokenHash: string
}
