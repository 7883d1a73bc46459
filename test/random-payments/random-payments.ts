import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTimeLimit } from '../../src/payments/time-limit.ts'
import type { GatewayUnderTest, MakeGateway } from '../gateway-conformance/gateway-under-test.ts'
import { type TestApp, useApp } from '../support/app.ts'
import { offerNamed, publishSampleCatalog } from '../support/catalog.ts'
import { withServices } from '../support/orders.ts'
import { bearer } from '../support/tokens.ts'
import { expectMoneyAndOrdersAgree, payBack } from './books.ts'
import { type Lived, live, type Place } from './live.ts'
import { stories } from './stories.ts'

/** The same stories each time, so that a change is judged by what it does. */
const seed = Number(process.env.PAYMENTS_SEED ?? 20_261_122)

/** Orders with whatever buyers, banks and the network do to them, on any gateway. */
export function randomPayments(name: string, make: MakeGateway, count: number): void {
  describe(`orders paid through the gateway ${name}, whatever happens`, () => {
    const app = useApp()
    let under: GatewayUnderTest
    let place: Place
    beforeAll(async () => {
      under = await make()
      place = await openPlace(await withServices(app(), { gateway: withTimeLimit(under.gateway) }), under)
    })
    afterAll(() => under.close())

    test(`${count} payments: no order without its money, no money without its order`, {
      timeout: 1_800_000,
    }, async () => {
      const all: Lived[] = []
      await fc.assert(
        fc.asyncProperty(stories, async (story) => {
          const lived = await live(place, story)
          for (const { status } of lived.answers) expect([200, 202, 402, 409, 502]).toContain(status)
          await expectMoneyAndOrdersAgree(place, lived)
          if (story.cancelled) await payBack(place, lived)
          all.push(lived)
        }),
        { numRuns: count, seed },
      )
      expectVariety(all)
    })
  })
}

async function openPlace(app: TestApp, under: GatewayUnderTest): Promise<Place> {
  await publishSampleCatalog(app)
  const authorization = await bearer(app, ['orders:write', 'order:update_refund'])
  return {
    app,
    under,
    send: async (payload, headers) => {
      const answer = await app.http.inject({
        method: 'POST',
        url: '/api/admin/order',
        headers: { ...authorization, ...headers },
        payload,
      })
      return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
    },
    itemsOf: async (path) => {
      const { id, version } = await offerNamed(app, path)
      return [{ id: 'item-1', offer: { id, version }, quantity: 1 }]
    },
  }
}

/** Stories in which nothing happens would prove nothing. */
function expectVariety(all: readonly Lived[]): void {
  const share = (has: (status: number, code: string | undefined) => boolean) =>
    all.filter(({ answers }) => answers.some(({ status, body }) => has(status, body.code ?? body.status)))
      .length / all.length
  expect(share((_, code) => code === 'complete')).toBeGreaterThan(0.3)
  expect(share((_, code) => code === 'pending-payment')).toBeGreaterThan(0.1)
  expect(share((status) => status === 402)).toBeGreaterThan(0.1)
  expect(share((status) => status === 202)).toBeGreaterThan(0.005)
}
