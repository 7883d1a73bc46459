import { describe, expect, test } from 'vitest'
import { GatewayRefused } from '../../src/ports/payment-gateway.ts'
import { authorise, captured, challengeOf, newKey } from './asked.ts'
import type { CardBehaviour, GatewayUnderTest } from './gateway-under-test.ts'

/** Held, taken, let go. */
export function describePayments(under: () => GatewayUnderTest): void {
  describe('a payment', () => {
    test('is held first, with its card, and taken by its capture', async () => {
      const { key, request, payment } = await authorise(under(), 'pays')
      expect(payment).toMatchObject({
        state: 'authorised',
        amount: 999,
        reference: expect.stringMatching(/./),
        methodReference: expect.stringMatching(/./),
        card: {
          brand: expect.stringMatching(/^[a-z]/),
          last4: expect.stringMatching(/^\d{4}$/),
          expiryMonth: expect.any(Number),
          expiryYear: expect.any(Number),
        },
      })
      expect(await under().booksOf(key)).toEqual({ state: 'authorised', captured: 0, refunded: 0 })
      const { reference } = payment
      expect(await under().gateway.capture({ key, reference, amount: request.amount })).toMatchObject({
        state: 'captured',
        amount: 999,
        reference,
      })
      expect(await under().booksOf(key)).toEqual({ state: 'captured', captured: 999, refunded: 0 })
    })

    test('has one key: the same key answers the same payment, one after the other and at once', async () => {
      const { request, payment } = await authorise(under(), 'pays')
      const again = await Promise.all([1, 2, 3].map(() => under().gateway.authorise(request)))
      expect(again).toEqual([payment, payment, payment])
      expect(await under().gateway.lookup(request.key)).toEqual(payment)
      const fresh = { ...request, key: newKey() }
      const atOnce = await Promise.all([1, 2, 3].map(() => under().gateway.authorise(fresh)))
      expect(new Set(atOnce.map(({ reference }) => reference)).size).toBe(1)
    })

    test('that was never asked for is not found', async () => {
      expect(await under().gateway.lookup(newKey())).toBeUndefined()
    })

    test('captured twice, also at once, is taken once', async () => {
      const { key, payment } = await authorise(under(), 'pays')
      const capture = () => under().gateway.capture({ key, reference: payment.reference, amount: 999 })
      const answers = [...(await Promise.all([capture(), capture()])), await capture()]
      expect(answers.map(({ state }) => state)).toEqual(['captured', 'captured', 'captured'])
      expect(await under().booksOf(key)).toEqual({ state: 'captured', captured: 999, refunded: 0 })
    })

    test('is never captured for more than was held', async () => {
      const { key, payment } = await authorise(under(), 'pays')
      const more = under().gateway.capture({ key, reference: payment.reference, amount: 1000 })
      await expect(more).rejects.toThrow(GatewayRefused)
      expect(await under().booksOf(key)).toEqual({ state: 'authorised', captured: 0, refunded: 0 })
    })

    test('is let go of by a void, once and again; nothing is captured after it', async () => {
      const { key, payment } = await authorise(under(), 'pays')
      const { reference } = payment
      expect(await under().gateway.void({ key, reference })).toMatchObject({ state: 'voided' })
      expect(await under().gateway.void({ key, reference })).toMatchObject({ state: 'voided' })
      await expect(under().gateway.capture({ key, reference, amount: 999 })).rejects.toThrow(GatewayRefused)
      expect(await under().gateway.lookup(key)).toMatchObject({ state: 'voided', reference })
      expect(await under().booksOf(key)).toEqual({ state: 'voided', captured: 0, refunded: 0 })
    })

    test('that was captured cannot be voided', async () => {
      const { key, reference } = await captured(under())
      await expect(under().gateway.void({ key, reference })).rejects.toThrow(GatewayRefused)
      expect(await under().booksOf(key)).toEqual({ state: 'captured', captured: 999, refunded: 0 })
    })
  })
}

const declines: readonly (readonly [CardBehaviour, string, boolean])[] = [
  ['is declined', 'card_declined', false],
  ['lacks funds', 'insufficient_funds', true],
  ['is expired', 'expired_card', false],
  ['is blocked', 'blocked', false],
]

export function describeDeclines(under: () => GatewayUnderTest): void {
  describe('a decline', () => {
    test.each(declines)('of a card that %s says %s, and stays', async (behaviour, declineCode, retryable) => {
      const { request, key, payment } = await authorise(under(), behaviour)
      expect(payment).toMatchObject({ state: 'declined', declineCode, retryable })
      const { reference } = payment
      expect(await under().gateway.authorise(request)).toEqual(payment)
      expect(await under().gateway.lookup(key)).toEqual(payment)
      await expect(under().gateway.capture({ key, reference, amount: 999 })).rejects.toThrow(GatewayRefused)
      expect(await under().gateway.void({ key, reference })).toMatchObject({ state: 'declined' })
      expect(await under().booksOf(key)).toMatchObject({ captured: 0, refunded: 0 })
    })
  })
}

export function describeChallenges(under: () => GatewayUnderTest): void {
  describe('a challenge', () => {
    test('is passed by the buyer: then the money is held, and can be taken', async () => {
      const { request, key, payment } = await authorise(under(), 'is challenged')
      const challenge = challengeOf(payment)
      expect(challenge.url).toMatch(/^(\/|https?:\/\/)/)
      expect(await under().gateway.lookup(key)).toEqual(payment)
      expect(await under().gateway.authorise(request)).toEqual(payment)
      await under().passChallenge(challenge)
      expect(await under().gateway.lookup(key)).toMatchObject({ state: 'authorised', amount: 999 })
      // Whoever asks again under the key learns the same.
      expect(await under().gateway.authorise(request)).toMatchObject({ state: 'authorised' })
      const { reference } = challenge
      expect(await under().gateway.capture({ key, reference, amount: 999 })).toMatchObject({
        state: 'captured',
        reference,
      })
      expect(await under().booksOf(key)).toEqual({ state: 'captured', captured: 999, refunded: 0 })
    })

    test.each([
      ['the buyer fails', 'is challenged', 'failChallenge'],
      ['the bank is never content with', 'fails its challenge', 'passChallenge'],
    ] as const)('that %s is a decline', async (_who, behaviour, end) => {
      const { key, payment } = await authorise(under(), behaviour)
      const challenge = challengeOf(payment)
      await under()[end](challenge)
      expect(await under().gateway.lookup(key)).toMatchObject({
        state: 'declined',
        declineCode: 'authentication_failed',
      })
      await under().passChallenge(challenge)
      expect(await under().gateway.lookup(key), 'passing it afterwards changes nothing').toMatchObject({
        state: 'declined',
      })
      expect(await under().booksOf(key)).toMatchObject({ captured: 0 })
    })

    test('that nobody passed holds nothing to capture', async () => {
      const { key, payment } = await authorise(under(), 'is challenged')
      const capture = under().gateway.capture({ key, reference: payment.reference, amount: 999 })
      await expect(capture).rejects.toThrow(GatewayRefused)
      expect(await under().booksOf(key)).toMatchObject({ state: 'challenged', captured: 0 })
    })

    test('is ended by a void: passing it afterwards takes nothing', async () => {
      const { key, payment } = await authorise(under(), 'is challenged')
      const challenge = challengeOf(payment)
      const { reference } = challenge
      expect(await under().gateway.void({ key, reference })).toMatchObject({ state: 'voided' })
      await under().passChallenge(challenge)
      expect(await under().gateway.lookup(key)).toMatchObject({ state: 'voided' })
      await expect(under().gateway.capture({ key, reference, amount: 999 })).rejects.toThrow(GatewayRefused)
      expect(await under().booksOf(key)).toEqual({ state: 'voided', captured: 0, refunded: 0 })
    })

    test('passed and voided at once ends in nothing held', async () => {
      const { key, payment } = await authorise(under(), 'is challenged')
      const challenge = challengeOf(payment)
      const { reference } = challenge
      await Promise.all([under().passChallenge(challenge), under().gateway.void({ key, reference })])
      expect(await under().gateway.void({ key, reference })).toMatchObject({ state: 'voided' })
      expect(await under().booksOf(key)).toEqual({ state: 'voided', captured: 0, refunded: 0 })
    })
  })
}
