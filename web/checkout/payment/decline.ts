import { fill, texts } from '../page.ts'
import type { Outcome } from '../place-order.ts'

const byCode: Readonly<Record<string, string>> = {
  insufficient_funds: texts.declinedFunds,
  expired_card: texts.declinedExpired,
  incorrect_cvc: texts.declinedCode,
  invalid_cvc: texts.declinedCode,
  card_not_supported: texts.declinedKind,
  currency_not_supported: texts.declinedKind,
  amount_not_supported: texts.declinedKind,
  authentication_required: texts.declinedChallenge,
  authentication_failed: texts.declinedChallenge,
  challenge_expired: texts.declinedLate,
  challenge_abandoned: texts.declinedLeft,
  changes_differ: texts.declinedMoved,
  // Nothing was tried that could have been declined.
  payment_needed: texts.paymentOpen,
  processing_error: texts.declinedAgain,
  try_again_later: texts.declinedAgain,
  gateway_refused: texts.declinedAgain,
  capture_refused: texts.declinedAgain,
}

/** What the bank's code means for a person. */
export function declineText(code: string | undefined): string {
  return byCode[code ?? ''] ?? texts.declined
}

/** What came of an order that is not done, in words. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'declined':
      return declineText(outcome.code)
    case 'refused':
      return fill(texts.notAccepted, { reason: outcome.problem.detail })
    case 'stale':
      return texts.priceChanged
    case 'lost':
      return texts.connectionLost
    default:
      return texts.ourMistake
  }
}
