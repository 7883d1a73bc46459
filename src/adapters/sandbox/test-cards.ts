import type { CardSummary } from '../../domain/invoice.ts'

/** What a test card does. */
export interface TestCard {
  readonly card: CardSummary
  /** How a payment in the buyer's presence is declined. */
  readonly declineCode: string | undefined
  /** How a later charge without the buyer is declined. */
  readonly offSessionDeclineCode: string | undefined
  /** What comes of it when the buyer says yes to their bank; absent: the bank does not ask. */
  readonly challenge: 'passes' | 'fails' | undefined
  /** Why the buyer disputes the payment some time later; absent: they do not. */
  readonly disputeReason: string | undefined
}

const approves = (last4: string): TestCard => ({
  card: { brand: 'visa', last4, expiryMonth: 12, expiryYear: 2034 },
  declineCode: undefined,
  offSessionDeclineCode: undefined,
  challenge: undefined,
  disputeReason: undefined,
})

const declines = (last4: string, code: string): TestCard => ({
  ...approves(last4),
  declineCode: code,
  offSessionDeclineCode: code,
})

const challenges = (last4: string, challenge: 'passes' | 'fails'): TestCard => ({
  ...approves(last4),
  offSessionDeclineCode: 'authentication_required',
  challenge,
})

/** The fixed tokens into which the card element turns its test numbers. */
export const testCards: Readonly<Record<string, TestCard>> = {
  tok_ok: approves('4242'),
  tok_dispute: { ...approves('0259'), disputeReason: 'fraudulent' },
  tok_declined: declines('0002', 'card_declined'),
  tok_insufficient_funds: declines('9995', 'insufficient_funds'),
  tok_expired: declines('0069', 'expired_card'),
  tok_lost: declines('9987', 'lost_card'),
  tok_stolen: declines('9979', 'stolen_card'),
  tok_wrong_cvc: declines('0127', 'incorrect_cvc'),
  tok_processing_error: declines('0119', 'processing_error'),
  tok_blocked: declines('0019', 'blocked'),
  tok_3ds: challenges('3155', 'passes'),
  tok_3ds_fails: challenges('1629', 'fails'),
  tok_ok_then_fails: { ...approves('0341'), offSessionDeclineCode: 'card_declined' },
}

const retryable = new Set(['insufficient_funds', 'processing_error', 'authentication_failed'])

/** Can the same card succeed when it is tried again? */
export function isRetryable(declineCode: string): boolean {
  return retryable.has(declineCode)
}
