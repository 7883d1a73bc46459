import type { CustomerState } from './customer-state.ts'
import type { IdSource } from './id.ts'
import type { Offer, PaymentType } from './offer.ts'
import type { KnownPromoCode } from './promo-code.ts'
import type { TaxRate } from './tax.ts'
import type { Instant, TimeZone } from './time.ts'

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
  /** Keys of offers that the order names and that exist, but are not published (any more). */
  readonly unpublishedOffers: ReadonlySet<string>
  /** Ids of offers of which the owner holds a subscription that is not over. */
  readonly heldOfferIds: ReadonlySet<string>
  /** The promo codes that the order names, as far as there are any. */
  readonly promoCodes: readonly KnownPromoCode[]
  readonly settings: PlanningSettings
  /** Every tax there is, of every place and time. */
  readonly taxRates: readonly TaxRate[]
}

export interface PlanningSettings {
  /** How far an `orderDate` may lie in the past, in days. */
  readonly backDatingDays: number
  /** Days from an invoice's date to its due date, for payment type `invoice`. */
  readonly invoiceTermDays: number
  /** Payment types customers may use, by country; `*` stands for every country that is not named. */
  readonly paymentTypesByCountry: Readonly<Record<string, readonly PaymentType[]>>
}

/** The key of `Facts.offers`. */
export function offerKey(id: string, version: string): string {
  return `${id}@${version}`
}
