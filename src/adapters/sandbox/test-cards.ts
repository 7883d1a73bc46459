import type { CardSummary } from '../../domain/invoice.ts'

/** What a test card does: the first matching rule of its kind of call decides. */
export interface TestCard {
  readonly card: CardSummary
  readonly declineCode: string | undefined
  /** How a later charge without the buyer is declined. */
  readonly offSessionDeclineCode: string | undefined
}

const visa = (last4: string): CardSummary => ({ brand: 'visa', last4, expiryMonth: 12, expiryYear: 2034 })

const approves = (last4: string): TestCard => ({
  card: visa(last4),
  declineCode: undefined,
  offSessionDeclineCode: undefined,
})

const declines = (last4: string, code: string): TestCard => ({
  card: visa(last4),
  declineCode: code,
  offSessionDeclineCode: code,
})

/** The fixed tokens into which the card element turns its test numbers. */
export const testCards: Readonly<Record<string, TestCard>> = {
  tok_ok: approves('4242'),
  tok_dispute: approves('0259'),
  tok_declined: declines('0002', 'card_declined'),
  tok_insufficient_funds: declines('9995', 'insufficient_funds'),
  tok_expired: declines('0069', 'expired_card'),
  // Authentication by the bank is not offered by this gateway yet; a card that asks for it is declined and says so.
  tok_3ds: declines('3155', 'authentication_required'),
  tok_3ds_fails: declines('1629', 'authentication_required'),
  tok_ok_then_fails: { ...approves('0341'), offSessionDeclineCode: 'card_declined' },
}

/** Can the same card succeed when it is tried again? */
export function isRetryable(declineCode: string): boolean {
  return declineCode === 'insufficient_funds'
}
