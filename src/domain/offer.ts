import type { DiscountTerms } from './discount-terms.ts'
import type { DunningPolicy } from './dunning.ts'
import type { Interval } from './time.ts'

/** What an offer's `payment_types__limio` may name. `card` is served by the gateway that is configured. */
export type PaymentType = 'card' | 'invoice' | 'zuora_card' | 'external' | 'paypal' | 'direct_debit'

/** One price of an offer, as the catalogue states it. `unitAmount` is in minor units of the offer's currency. */
export interface Price {
  readonly name: string
  readonly label: string
  readonly unitAmount: number
  readonly kind: 'one_time' | 'recurring'
  /** `delayed`: begins `delay` after the subscription's start; otherwise with it. */
  readonly delay: Interval | undefined
  /** Only on recurring prices. */
  readonly interval: Interval | undefined
  /** How many periods are charged before it ends; absent: as long as the subscription runs. */
  readonly repeatCount: number | undefined
}

export interface Term {
  readonly length: Interval
  readonly renewalType: 'TERMED' | 'EVERGREEN'
}

export interface QuantityLimits {
  readonly preset: number
  readonly minimum: number
  readonly maximum: number
  readonly increment: number
}

export interface OfferProduct {
  readonly path: string
  readonly name: string
  readonly code: string | undefined
  readonly hasDelivery: boolean
  readonly entitlements: readonly string[]
}

/** At once, on the day of the next charge, or when the term ends. */
export type SwitchDate = 'immediate' | 'next_charge' | 'term_end'

/** A catalogue item that can be bought (an offer or an add-on), parsed, at one immutable version. */
export interface Offer {
  readonly id: string
  readonly version: string
  readonly path: string
  readonly recordType: 'offer' | 'add_on'
  readonly name: string
  readonly displayName: string
  /** Shown at checkout: plain text or the few tags that the catalogue lets through. */
  readonly description?: string
  /** How the merchant words the price, in the same markup. */
  readonly displayPrice?: string
  /** Empty on a discount that is a percentage. */
  readonly currency: string
  /** Empty on a discount. */
  readonly prices: readonly Price[]
  /** An offer of kind discount: what it takes off the subscription it is attached to. It cannot be bought. */
  readonly discount?: DiscountTerms | undefined
  readonly initialTerm: Term | undefined
  readonly renewalTerm: Term | undefined
  readonly autoRenew: boolean
  readonly isTrial: boolean
  readonly isGift: boolean
  /** Upper-case ISO 3166-1 alpha-2; empty: every country. */
  readonly allowedCountries: readonly string[]
  /** Empty: every type that settings allow. */
  readonly paymentTypes: readonly PaymentType[]
  readonly quantity: QuantityLimits
  /** `block_multiple__limio`: an owner may hold it once. */
  readonly blockMultiple: boolean
  readonly requestCompanyInfo: boolean
  readonly products: readonly OfferProduct[]
  /** Paths of add-ons that may ride on this offer. */
  readonly addOnPaths: readonly string[]
  /** Paths of the offers that it names as a step up, and as a step down. */
  readonly upgradePaths: readonly string[]
  readonly downgradePaths: readonly string[]
  /** What follows when money cannot be collected; absent: the usual ladder. */
  readonly dunning?: DunningPolicy | undefined
  /** Path or id of the offer whose price every term after the first has; absent: its own, at the version that was bought. */
  readonly renewalOffer?: string | undefined
  /** When a change to this offer takes hold, unless the request says; absent: upgrades at once, downgrades at the end of the term. */
  readonly switchDate?: SwitchDate | undefined
}
