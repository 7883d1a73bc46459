import type { CheckoutTexts } from './checkout-texts.ts'
import type { GiftTexts } from './gift-texts.ts'

/** What the server writes into a claim page for the page's own script; holds nothing personal. */
export interface GiftPageData {
  /** A claim link was opened, or a code is to be typed. */
  readonly view: 'gift' | 'gift-code'
  readonly merchantName: string
  readonly locale: string
  readonly sandbox: boolean
  readonly texts: CheckoutTexts
  readonly giftTexts: GiftTexts
}
