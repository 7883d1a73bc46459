/** One line of what was bought. Dates are local days; `serviceEndDate` is the last day. */
export interface ReceiptLine {
  readonly description: string
  readonly quantity: number
  /** Without tax. */
  readonly amount: string
  readonly tax: string
  /** As it was sold, before discounts: with an inclusive tax in it, without an exclusive one. */
  readonly price: string
  readonly serviceStartDate: string | null
  readonly serviceEndDate: string | null
}

/** One tax, with what it comes to. `rate` is a percentage. */
export interface ReceiptTax {
  readonly name: string
  readonly rate: string
  readonly inclusive: boolean
  readonly amountWithoutTax: string
  readonly taxAmount: string
}

export interface ReceiptSubscription {
  readonly reference: string
  readonly name: string
  readonly quantity: number
  readonly startDate: string
  readonly status: string
}

/** A gift that was bought. One that is sent to its recipient shows no code. */
export interface ReceiptGift {
  readonly name: string
  readonly code: string | null
  readonly claimLink: string | null
  readonly sentTo: string | null
  readonly deliveryDate: string | null
  readonly delivered: boolean
}

/** The card that paid, or will. More of it is not kept. */
export interface ReceiptCard {
  readonly brand: string
  readonly last4: string
  /** 1 to 12; the card is good until the end of it. */
  readonly expiryMonth: number
  readonly expiryYear: number
}

/** What the buyer gets to see and to keep of an order. Amounts are decimal strings in `currency`. */
export interface Receipt {
  readonly id: string
  readonly order_reference: string
  readonly status: string
  readonly checkoutId: string
  readonly created: string
  readonly email: string
  readonly currency: string
  readonly locale: string | null
  readonly paymentType: string
  readonly card: ReceiptCard | null
  readonly paid: string
  /** Still to pay, as on an order by invoice. */
  readonly due: string
  /** What discounts took off the prices of the lines. */
  readonly discount: string
  readonly total: string
  readonly tax: string
  readonly taxes: readonly ReceiptTax[]
  readonly lines: readonly ReceiptLine[]
  readonly subscriptions: readonly ReceiptSubscription[]
  readonly gifts: readonly ReceiptGift[]
  readonly next: { readonly date: string; readonly amount: string; readonly currency: string } | null
  readonly schedule: readonly { readonly date: string; readonly amount: string }[]
  /** Where this browser finds the invoice to read; null when nothing was invoiced. */
  readonly document: string | null
  readonly returnUrl: string | null
  readonly merchant: {
    readonly name: string
    readonly logoUrl: string | null
    readonly accentColor: string
    readonly supportEmail: string | null
  }
}
