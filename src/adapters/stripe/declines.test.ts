import { expect, test } from 'vitest'
import { declineOf } from './declines.ts'

test.each<[string | undefined, string | undefined, string | undefined, string, boolean]>([
  ['card_declined', 'generic_decline', 'issuer_declined', 'card_declined', false],
  ['card_declined', 'insufficient_funds', 'issuer_declined', 'insufficient_funds', true],
  ['card_declined', 'lost_card', 'issuer_declined', 'card_declined', false],
  ['card_declined', 'stolen_card', 'issuer_declined', 'card_declined', false],
  ['card_declined', 'try_again_later', 'issuer_declined', 'processing_error', true],
  ['card_declined', 'fraudulent', 'issuer_declined', 'blocked', false],
  ['card_declined', 'merchant_blacklist', 'issuer_declined', 'blocked', false],
  ['card_declined', 'generic_decline', 'blocked', 'blocked', false],
  ['card_declined', 'insufficient_funds', 'blocked', 'blocked', false],
  ['authentication_required', 'authentication_required', undefined, 'authentication_required', false],
  ['card_declined', 'authentication_required', undefined, 'authentication_required', false],
  ['payment_intent_authentication_failure', undefined, undefined, 'authentication_failed', false],
  ['setup_intent_authentication_failure', undefined, undefined, 'authentication_failed', false],
  ['expired_card', undefined, undefined, 'expired_card', false],
  ['incorrect_cvc', undefined, undefined, 'incorrect_cvc', false],
  ['processing_error', undefined, undefined, 'processing_error', true],
  ['a code of next year', 'and its reason', undefined, 'card_declined', false],
  [undefined, undefined, undefined, 'card_declined', false],
])('%s, %s, outcome %s: %s', (code, declineCode, outcome, expected, retryable) => {
  expect(declineOf({ code, declineCode, outcome })).toEqual({ declineCode: expected, retryable })
})
