import { beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/domain/time.ts'
import type { GatewayMovement } from '../../src/ports/payment-gateway.ts'
import { authorise, captured, newKey } from './asked.ts'
import type { GatewayUnderTest } from './gateway-under-test.ts'

const hourMs = 3_600_000
const around = (): { from: Instant; until: Instant } => ({
  from: new Date(Date.now() - hourMs).toISOString(),
  until: new Date(Date.now() + hourMs).toISOString(),
})

export function describeMovements(under: () => GatewayUnderTest): void {
  async function movements(span: { from: Instant; until: Instant }): Promise<GatewayMovement[]> {
    const found: GatewayMovement[] = []
    for await (const movement of under().gateway.movements(span)) found.push(movement)
    return found
  }

  describe('movements', () => {
    let ofThese: (found: readonly GatewayMovement[]) => GatewayMovement[] = () => []
    let expected: readonly object[] = []
    beforeAll(async () => {
      const taken = await captured(under())
      const givenBack = await captured(under(), { amount: 500, currency: 'EUR' })
      const refundKey = `refund-${newKey()}`
      const refund = { key: refundKey, reference: givenBack.reference, amount: 200 }
      const { reference: refundReference } = await under().gateway.refund(refund)
      const held = await authorise(under(), 'pays', { amount: 700 })
      const letGo = await authorise(under(), 'pays')
      await under().gateway.void({ key: letGo.key, reference: letGo.payment.reference })
      const refused = await authorise(under(), 'is declined')
      const nothing = await authorise(under(), 'pays', { amount: 0 })
      const waiting = await authorise(under(), 'is challenged')
      const keys = [taken, givenBack, held, letGo, refused, nothing, waiting].map(({ key }) => key)
      ofThese = (found) => found.filter(({ key }) => key && [...keys, refundKey].includes(key))
      const { reference } = taken
      expected = [
        { kind: 'payment', key: taken.key, reference, state: 'captured', amount: 999, currency: 'GBP' },
        { key: givenBack.key, state: 'captured', amount: 500, currency: 'EUR' },
        { kind: 'refund', key: refundKey, reference: refundReference, state: 'refunded', amount: 200 },
        { kind: 'payment', key: held.key, state: 'authorised', amount: 700, currency: 'GBP' },
      ]
    })

    test('are what was taken, held and given back, with our keys; nothing else', async () => {
      const found = ofThese(await movements(around()))
      expect(found).toHaveLength(expected.length)
      for (const movement of expected) expect(found).toContainEqual(expect.objectContaining(movement))
    })

    test('stand at one instant each: what ends then has them not, what begins then has them', async () => {
      for (const { at, reference } of ofThese(await movements(around()))) {
        const { from, until } = around()
        const named = async (span: { from: Instant; until: Instant }) =>
          (await movements(span)).filter((movement) => movement.reference === reference).length
        expect([await named({ from, until: at }), await named({ from: at, until })]).toEqual([0, 1])
      }
    })

    test('of another day are others', async () => {
      const until = new Date(Date.now() - hourMs).toISOString()
      const from = new Date(Date.now() - 2 * hourMs).toISOString()
      expect(ofThese(await movements({ from, until }))).toEqual([])
    })
  })
}
