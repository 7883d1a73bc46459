import { describe, expect, test } from 'vitest'
import { authorise, challengeOf, methodOf, newKey, requestOf } from './asked.ts'
import type { CardBehaviour, GatewayUnderTest } from './gateway-under-test.ts'

/** Saved, charged later, forgotten. */
export function describeMethods(under: () => GatewayUnderTest): void {
  const chargeLater = (reference: string) =>
    under().gateway.authorise(requestOf({ kind: 'saved', reference }, { offSession: true }))

  /** Checks a card with an amount of nothing, and answers the method that was saved. */
  async function save(behaviour: CardBehaviour): Promise<string> {
    const { key, payment } = await authorise(under(), behaviour, { amount: 0 })
    if (payment.state === 'challenged') await under().passChallenge(payment)
    return methodOf(await under().gateway.lookup(key))
  }

  describe('a method', () => {
    test('is checked and saved by an amount of nothing, without money', async () => {
      const { request, key, payment } = await authorise(under(), 'pays', { amount: 0 })
      expect(payment).toMatchObject({
        state: 'authorised',
        amount: 0,
        methodReference: expect.stringMatching(/./),
        card: { last4: expect.stringMatching(/^\d{4}$/) },
      })
      expect(await under().gateway.authorise(request)).toEqual(payment)
      expect(await under().gateway.lookup(key)).toEqual(payment)
      expect(await under().booksOf(key)).toMatchObject({ captured: 0, refunded: 0 })
    })

    test('that the bank declines is not saved', async () => {
      const { key, payment } = await authorise(under(), 'is declined', { amount: 0 })
      expect(payment).toMatchObject({ state: 'declined', declineCode: 'card_declined' })
      expect(await under().gateway.lookup(key)).toEqual(payment)
    })

    test('is challenged when it is saved, where the bank wants that', async () => {
      const passed = await authorise(under(), 'is challenged', { amount: 0 })
      await under().passChallenge(challengeOf(passed.payment))
      expect(await under().gateway.lookup(passed.key)).toMatchObject({ state: 'authorised', amount: 0 })
      const failed = await authorise(under(), 'is challenged', { amount: 0 })
      await under().failChallenge(challengeOf(failed.payment))
      expect(await under().gateway.lookup(failed.key)).toMatchObject({
        state: 'declined',
        declineCode: 'authentication_failed',
      })
    })

    test.each(['by an amount of nothing', 'with a payment'])(
      'that was saved %s is charged while the buyer is away, as often as is due',
      async (how) => {
        const { payment } = await authorise(under(), 'pays', how === 'with a payment' ? {} : { amount: 0 })
        const reference = methodOf(payment)
        for (const amount of [500, 700]) {
          const request = requestOf({ kind: 'saved', reference }, { offSession: true, amount })
          const later = await under().gateway.authorise(request)
          expect(later).toMatchObject({ state: 'authorised', amount, methodReference: reference })
          await under().gateway.capture({ key: request.key, reference: later.reference, amount })
          expect(await under().booksOf(request.key)).toEqual({
            state: 'captured',
            captured: amount,
            refunded: 0,
          })
        }
      },
    )

    test('of a bank that wants to see the buyer is declined while they are away, never challenged', async () => {
      const reference = await save('is challenged')
      expect(await chargeLater(reference)).toMatchObject({
        state: 'declined',
        declineCode: 'authentication_required',
      })
    })

    test('may pay now and fail later', async () => {
      const { payment } = await authorise(under(), 'pays now and fails off session')
      expect(payment.state).toBe('authorised')
      expect(await chargeLater(methodOf(payment))).toMatchObject({
        state: 'declined',
        declineCode: 'card_declined',
      })
    })

    test('that was forgotten charges nothing any more, and may be forgotten twice', async () => {
      const reference = await save('pays')
      await under().gateway.deleteMethod(reference)
      await under().gateway.deleteMethod(reference)
      const request = requestOf({ kind: 'saved', reference }, { key: newKey(), offSession: true })
      const payment = await under().gateway.authorise(request)
      expect(payment.state).toBe('declined')
      expect(await under().gateway.authorise(request)).toEqual(payment)
      expect((await under().booksOf(request.key))?.captured ?? 0).toBe(0)
    })
  })
}
