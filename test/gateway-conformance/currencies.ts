import { describe, expect, test } from 'vitest'
import { captured, newKey } from './asked.ts'
import type { GatewayUnderTest } from './gateway-under-test.ts'

export function describeCurrencies(under: () => GatewayUnderTest): void {
  describe('a currency', () => {
    // Last digit zero: some gateways take three-decimal currencies in steps of ten only.
    test.each([
      ['JPY', 'no decimals', 1500],
      ['GBP', 'two decimals', 1999],
      ['KWD', 'three decimals', 12_340],
    ])('%s, of %s, keeps its minor units', async (currency, _decimals, amount) => {
      const { key, reference, taken } = await captured(under(), { amount, currency })
      expect(taken).toMatchObject({ state: 'captured', amount })
      const refundKey = `refund-${newKey()}`
      await under().gateway.refund({ key: refundKey, reference, amount: 120 })
      expect(await under().booksOf(key)).toEqual({ state: 'captured', captured: amount, refunded: 120 })
      const hourMs = 3_600_000
      const moved: object[] = []
      const from = new Date(Date.now() - hourMs).toISOString()
      for await (const movement of under().gateway.movements({
        from,
        until: new Date(Date.now() + hourMs).toISOString(),
      }))
        moved.push(movement)
      expect(moved).toContainEqual(expect.objectContaining({ key, amount, currency }))
      expect(moved).toContainEqual(expect.objectContaining({ key: refundKey, amount: 120, currency }))
    })
  })
}
