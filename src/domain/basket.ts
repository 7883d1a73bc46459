import type { DiscountTerms } from './discount-terms.ts'
import type { Link } from './link.ts'
import type { OrderItem } from './order.ts'
import type { Address, CustomerDetails } from './party.ts'
import type { Instant } from './time.ts'

/** What a customer may change: nothing; quantities inside the offer's limits; quantities, add-ons, and removing items but the last. */
export type Lock = 'hard' | 'soft' | 'none'

/** What is known beforehand of the people; it pre-fills the form. The only place of a basket that holds personal data. */
export interface BasketDraft {
  readonly customer: CustomerDetails
  readonly billing: Address | undefined
  readonly delivery: Address | undefined
}

/** Something the maker of a link should know; the link works all the same. */
export interface BasketWarning {
  readonly code: string
  readonly message: string
}

/** Offers and tracking gathered before an order. What is sold never changes once a link to it exists. */
export interface Basket {
  readonly id: string
  readonly clientId: string
  readonly ownerId: string
  /** The caller's own name of it, as it was given. */
  readonly externalId: string | undefined
  readonly items: readonly OrderItem[]
  readonly currency: string
  readonly country: string | undefined
  readonly lock: Lock
  /** The tag of the page that shows it. */
  readonly page: string
  readonly locale: string | undefined
  readonly returnUrl: string | undefined
  readonly source: string
  readonly initiatedSource: string | undefined
  readonly tracking: Readonly<Record<string, unknown>>
  readonly customFields: Readonly<Record<string, unknown>>
  readonly draft: BasketDraft
  readonly warnings: readonly BasketWarning[]
  /** Taken off by whoever made the link. */
  readonly discount: DiscountTerms | undefined
  readonly promoCodes: readonly string[]
  readonly createdAt: Instant
}

/** The order made from a basket, as far as a basket knows it. */
export interface BasketOrder {
  readonly id: string
  readonly reference: string
  readonly status: string
}

/** A basket, the link that leads to it, and the order made from it, if there is one. */
export interface LinkedBasket {
  readonly basket: Basket
  readonly link: Link
  readonly order: BasketOrder | undefined
}
