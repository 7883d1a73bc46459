import type { BasketAnswer } from './checkout.ts'
import type { CheckoutTexts } from './checkout-texts.ts'
import type { PayTexts } from './pay-texts.ts'

/** What the server writes into the page of a payment link for its own script; nothing that names a person. */
export interface PayPageData {
  readonly merchantName: string
  readonly locale: string
  readonly sandbox: boolean
  readonly texts: CheckoutTexts
  readonly payTexts: PayTexts
  readonly gateway: BasketAnswer['gateway']
  readonly currency: string
  /** What is due, as a decimal and as people read it. */
  readonly amount: string
  readonly amountInWords: string
  /** Of purchase; null: not known. */
  readonly country: string | null
  /** What pressing the first button does, such as "Confirm with Visa •••• 3155"; null: no card is saved. */
  readonly savedLabel: string | null
  /** Does a new card take the place of the one that is charged? */
  readonly replaces: boolean
}
