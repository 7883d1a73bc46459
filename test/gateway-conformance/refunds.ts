import { describe, expect, test } from 'vitest'
import { GatewayRefused } from '../../src/ports/payment-gateway.ts'
import { authorise, captured, newKey } from './asked.ts'
import type { GatewayUnderTest } from './gateway-under-test.ts'

export function describeRefunds(under: () => GatewayUnderTest): void {
  const refund = (reference: string, amount: number, key = `refund-${newKey()}`) =>
    under().gateway.refund({ key, reference, amount })

  describe('a refund', () => {
    test('gives the whole back', async () => {
      const { key, reference } = await captured(under())
      const refundKey = `refund-${newKey()}`
      const done = await refund(reference, 999, refundKey)
      expect(done).toMatchObject({ state: 'refunded', reference: expect.stringMatching(/./) })
      expect(await under().gateway.lookupRefund(refundKey)).toEqual(done)
      expect(await under().booksOf(key)).toMatchObject({ captured: 999, refunded: 999 })
      expect(await under().gateway.lookup(key), 'it was captured all the same').toMatchObject({
        state: 'captured',
        amount: 999,
      })
    })

    test('gives parts back, and never more than was captured', async () => {
      const { key, reference } = await captured(under())
      await refund(reference, 400)
      await expect(refund(reference, 600)).rejects.toThrow(GatewayRefused)
      expect(await under().booksOf(key)).toMatchObject({ refunded: 400 })
      await refund(reference, 599)
      expect(await under().booksOf(key)).toMatchObject({ captured: 999, refunded: 999 })
    })

    test('twice under one key, also at once, gives back once', async () => {
      const { key, reference } = await captured(under())
      const refundKey = `refund-${newKey()}`
      const answers = [
        ...(await Promise.all([refund(reference, 300, refundKey), refund(reference, 300, refundKey)])),
        await refund(reference, 300, refundKey),
      ]
      expect(new Set(answers.map((answer) => answer.reference)).size).toBe(1)
      expect(await under().booksOf(key)).toMatchObject({ refunded: 300 })
    })

    test('of two that together are too much, at once, one is refused', async () => {
      const { key, reference } = await captured(under())
      const ends = await Promise.allSettled([refund(reference, 600), refund(reference, 600)])
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await under().booksOf(key)).toMatchObject({ refunded: 600 })
    })

    test('that the gateway refused, or never heard of, is not found', async () => {
      const { payment } = await authorise(under(), 'pays')
      const refundKey = `refund-${newKey()}`
      await expect(refund(payment.reference, 999, refundKey), 'nothing was captured').rejects.toThrow(
        GatewayRefused,
      )
      expect(await under().gateway.lookupRefund(refundKey)).toBeUndefined()
      expect(await under().gateway.lookupRefund(`refund-${newKey()}`)).toBeUndefined()
    })
  })
}
