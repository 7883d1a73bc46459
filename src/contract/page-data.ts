import type { CheckoutTexts } from './checkout-texts.ts'
import type { GiftTexts } from './gift-texts.ts'

/** What the server writes into a page for the page's own script; holds nothing personal. */
export interface PageData {
  readonly view: 'checkout' | 'completed'
  /** Where dates, amounts and names of countries are formatted for, such as `en-GB`. */
  readonly locale: string
  readonly sandbox: boolean
  /** Only on the page of a completed link. */
  readonly checkoutId: string | null
  /** Words about the order items by id, in the page's language. */
  readonly items: Readonly<Record<string, ItemWords>>
  readonly texts: CheckoutTexts
  readonly giftTexts: GiftTexts
}

export interface ItemWords {
  /** Sanitised markup. */
  readonly description: string
  /** The price of one, such as "£12.00" and "per month". */
  readonly headline: string
  readonly subline: string
}
