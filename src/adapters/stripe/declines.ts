/** What Stripe says of a payment that failed. */
export interface StripeDecline {
  readonly code: string | undefined
  readonly declineCode: string | undefined
  /** `outcome.type` of the charge. */
  readonly outcome: string | undefined
}

export interface Decline {
  readonly declineCode: string
  readonly retryable: boolean
}

/** Codes that mean the same to the buyer; every other is `card_declined`, such as a lost or stolen card, which we never name. */
const meanings: Readonly<Record<string, string>> = {
  authentication_required: 'authentication_required',
  payment_intent_authentication_failure: 'authentication_failed',
  setup_intent_authentication_failure: 'authentication_failed',
  expired_card: 'expired_card',
  invalid_expiry_month: 'expired_card',
  invalid_expiry_year: 'expired_card',
  insufficient_funds: 'insufficient_funds',
  incorrect_cvc: 'incorrect_cvc',
  invalid_cvc: 'incorrect_cvc',
  incorrect_number: 'incorrect_number',
  invalid_number: 'incorrect_number',
  card_not_supported: 'card_not_supported',
  currency_not_supported: 'card_not_supported',
  processing_error: 'processing_error',
  issuer_not_available: 'processing_error',
  reenter_transaction: 'processing_error',
  try_again_later: 'processing_error',
  amount_too_large: 'amount_not_supported',
  amount_too_small: 'amount_not_supported',
  // Stripe's own rules and the merchant's lists.
  fraudulent: 'blocked',
  merchant_blacklist: 'blocked',
}

/** Can the same card succeed when it is tried again? */
const retryable: ReadonlySet<string> = new Set(['insufficient_funds', 'processing_error'])

/** In the words of the field. A payment that was blocked is never explained to whoever tried it. */
export function declineOf({ code, declineCode, outcome }: StripeDecline): Decline {
  const meaning =
    outcome === 'blocked'
      ? 'blocked'
      : (meanings[declineCode ?? ''] ?? meanings[code ?? ''] ?? 'card_declined')
  return { declineCode: meaning, retryable: retryable.has(meaning) }
}
