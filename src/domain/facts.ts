import type { CustomerState } from './customer-state.ts'
import type { GiftHashes } from './gift.ts'
import type { IdSource } from './id.ts'
import type { Offer, PaymentType } from './offer.ts'
import type { KnownPromoCode } from './promo-code.ts'
import type { RenewalOffers } from './renewal.ts'
import type { TaxRate } from './tax.ts'
import type { Instant, LocalDate, TimeZone } from './time.ts'

/** Everything a planner may know. Loaded by one loader for preview and submit alike; nothing in it changes while planning. */
export interface Facts {
  /** The order's instant on the business clock. */
  readonly at: Instant
  readonly timeZone: TimeZone
  readonly orderId: string
  readonly ids: IdSource
  readonly ownerId: string
  /** May this order only do what the customer of a checkout link may do? */
  readonly actor: 'client' | 'customer'
  readonly before: CustomerState
  /**
   * The offers and add-ons that the order names and may sell, by `offerKey(id, version)`: published ones, and those
   * withdrawn since that its basket already holds.
   */
  readonly offers: ReadonlyMap<string, Offer>
  /** The offers and add-ons that the subscription holds, by `offerKey`, at the versions that were bought. */
  readonly heldOffers: ReadonlyMap<string, Offer>
  /** The offers that those above renew as, by path and by id, at the version that is published now. */
  readonly renewalOffers?: RenewalOffers
  /** Keys of offers that the order names and that exist, but are not published (any more). */
  readonly unpublishedOffers: ReadonlySet<string>
  /** Ids of offers of which the owner holds a subscription that is not over. */
  readonly heldOfferIds: ReadonlySet<string>
  /** The promo codes that the order names, as far as there are any. */
  readonly promoCodes: readonly KnownPromoCode[]
  /** What finds a gift again that is about to be made: hashes of its code and of its claim link. */
  readonly giftHashes: (giftId: string, secretVersion: number) => GiftHashes
  /** For a claim: what its owner holds of the same product already; absent: nothing. */
  readonly heldAlready?: HeldProduct | undefined
  /** What the customer pays in; for an order on a customer, who may hold many subscriptions. */
  readonly currency?: string | undefined
  readonly settings: PlanningSettings
  /** Every tax there is, of every place and time. */
  readonly taxRates: readonly TaxRate[]
}

/** A subscription of the same product, the one that ends last. */
export interface HeldProduct {
  readonly name: string
  /** First day after it: its end, else the end of its term, else of what was charged. Absent: it has none. */
  readonly endOn: LocalDate | undefined
  /** Does it go on by itself after that day? */
  readonly renews: boolean
}

export interface PlanningSettings {
  /** Who is asked to confirm money that they take, by name. */
  readonly paymentCallouts: Readonly<Record<string, object>>
  /** How far an `orderDate` may lie in the past, in days. */
  readonly backDatingDays: number
  /** Days from an invoice's date to its due date, for payment type `invoice`. */
  readonly invoiceTermDays: number
  /** Payment types customers may use, by country; `*` stands for every country that is not named. */
  readonly paymentTypesByCountry: Readonly<Record<string, readonly PaymentType[]>>
  /** A gift of a product that its recipient holds already starts after it, or at once. */
  readonly giftStacking: GiftStacking
}

export type GiftStacking = 'queue' | 'now'

/** The key of `Facts.offers`. */
export function offerKey(id: string, version: string): string {
  return `${id}@${version}`
}
