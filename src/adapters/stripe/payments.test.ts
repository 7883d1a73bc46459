import { describe, expect, test } from 'vitest'
import { GatewayUnavailable } from '../../ports/payment-gateway.ts'
import { type Intent, paymentOf } from './payments.ts'

const method = { id: 'pm_1', card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2034 } }
const card = { brand: 'visa', last4: '4242', expiryMonth: 12, expiryYear: 2034 }

/** Stripe's answer is parsed by its SDK; these are as much of it as is read. */
const payment = (more: object) =>
  ({
    object: 'payment_intent',
    id: 'pi_1',
    amount: 2000,
    amount_received: 0,
    currency: 'eur',
    payment_method: method,
    last_payment_error: null,
    latest_charge: null,
    next_action: null,
    metadata: {},
    ...more,
  }) as unknown as Intent

const setup = (more: object) =>
  ({
    object: 'setup_intent',
    id: 'seti_1',
    payment_method: method,
    last_setup_error: null,
    next_action: null,
    metadata: {},
    ...more,
  }) as unknown as Intent

const redirect = {
  type: 'redirect_to_url',
  redirect_to_url: { url: 'https://bank', return_url: 'https://us' },
}
const declined = { code: 'card_declined', decline_code: 'generic_decline' }
const failedChallenge = { code: 'payment_intent_authentication_failure' }
const held = { methodReference: 'pm_1', card }

describe('how a payment stands, by the status of its intent', () => {
  test.each<[string, Intent, object | undefined]>([
    ['never confirmed', payment({ status: 'requires_payment_method' }), undefined],
    ['never confirmed, with a card', payment({ status: 'requires_confirmation' }), undefined],
    [
      'declined',
      payment({ status: 'requires_payment_method', last_payment_error: declined }),
      { state: 'declined', reference: 'pi_1', declineCode: 'card_declined', retryable: false },
    ],
    [
      'blocked',
      payment({
        status: 'requires_payment_method',
        last_payment_error: declined,
        latest_charge: { outcome: { type: 'blocked' } },
      }),
      { state: 'declined', reference: 'pi_1', declineCode: 'blocked', retryable: false },
    ],
    [
      'the challenge failed',
      payment({ status: 'requires_payment_method', last_payment_error: failedChallenge }),
      { state: 'declined', reference: 'pi_1', declineCode: 'authentication_failed', retryable: false },
    ],
    [
      'challenged',
      payment({ status: 'requires_action', next_action: redirect }),
      { state: 'challenged', reference: 'pi_1', url: 'https://bank' },
    ],
    [
      'held',
      payment({ status: 'requires_capture' }),
      { state: 'authorised', reference: 'pi_1', amount: 2000, ...held },
    ],
    [
      'taken, less than was held',
      payment({ status: 'succeeded', amount_received: 1500 }),
      { state: 'captured', reference: 'pi_1', amount: 1500, ...held },
    ],
    [
      'let go of',
      payment({ status: 'canceled' }),
      { state: 'voided', reference: 'pi_1', amount: 2000, ...held },
    ],
    [
      'let go of after a decline: still declined',
      payment({ status: 'canceled', last_payment_error: declined }),
      { state: 'declined', reference: 'pi_1', declineCode: 'card_declined', retryable: false },
    ],
    ['card never checked', setup({ status: 'requires_payment_method' }), undefined],
    [
      'card declined',
      setup({ status: 'requires_payment_method', last_setup_error: declined }),
      { state: 'declined', reference: 'seti_1', declineCode: 'card_declined', retryable: false },
    ],
    [
      'card challenged',
      setup({ status: 'requires_action', next_action: redirect }),
      { state: 'challenged', reference: 'seti_1', url: 'https://bank' },
    ],
    [
      'card saved',
      setup({ status: 'succeeded' }),
      { state: 'authorised', reference: 'seti_1', amount: 0, ...held },
    ],
    [
      'card saved, and not wanted any more',
      setup({ status: 'succeeded', metadata: { proffer_voided: 'true' } }),
      { state: 'voided', reference: 'seti_1', amount: 0, ...held },
    ],
    [
      'card let go of',
      setup({ status: 'canceled' }),
      { state: 'voided', reference: 'seti_1', amount: 0, ...held },
    ],
  ])('%s', (_, intent, expected) => {
    expect(paymentOf(intent)).toEqual(expected)
  })

  test.each([
    ['Stripe is still at it', payment({ status: 'processing' })],
    ['a status of next year', payment({ status: 'requires_patience' })],
    ['a challenge without an address', payment({ status: 'requires_action' })],
  ])('%s: nobody knows', (_, intent) => {
    expect(() => paymentOf(intent)).toThrow(GatewayUnavailable)
  })
})
