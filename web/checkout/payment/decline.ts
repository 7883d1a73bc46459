import { texts } from '../page.ts'

const byCode: Readonly<Record<string, string>> = {
  insufficient_funds: texts.declinedFunds,
  expired_card: texts.declinedExpired,
  authentication_required: texts.declinedChallenge,
  authentication_failed: texts.declinedChallenge,
  processing_error: texts.declinedAgain,
  try_again_later: texts.declinedAgain,
}

/** What the bank's code means for a person. */
export function declineText(code: string | undefined): string {
  return byCode[code ?? ''] ?? texts.declined
}
