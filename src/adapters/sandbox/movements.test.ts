import { afterAll, beforeAll, expect, test } from 'vitest'
import { authorise, captured, newKey } from '../../../test/gateway-conformance/asked.ts'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { GatewayMovement } from '../../ports/payment-gateway.ts'

/** What moved on which day, whatever happened to it afterwards. */

let database: TestDatabase
let app: TestApp
beforeAll(async () => {
  database = await createTestDatabase()
  app = await startApp(database.url)
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const under = () => ({ gateway: app.services.gateway, token: async () => 'tok_ok' })

/** As if the payment had been held, and taken, at these instants. */
const date = (key: string, held: string, taken: string | null) =>
  app.pool.query(
    `update sandbox_gateway.payments set authorised_at = $2, captured_at = $3 where idempotency_key = $1`,
    [key, held, taken],
  )

async function movementsOn(day: string): Promise<readonly Partial<GatewayMovement>[]> {
  const from = `${day}T00:00:00.000Z`
  const until = new Date(Date.parse(from) + 86_400_000).toISOString()
  const found: Partial<GatewayMovement>[] = []
  for await (const { kind, key, state, amount, at } of app.services.gateway.movements({ from, until }))
    found.push({ kind, key, state, amount, at })
  return found
}

test('a payment stands on the day it was taken, a refund on the day it went back', async () => {
  const { key, reference } = await captured(under())
  await date(key, '2026-03-01T23:59:00.000Z', '2026-03-02T00:00:00.000Z')
  const refundKey = `refund-${newKey()}`
  await app.services.gateway.refund({ key: refundKey, reference, amount: 400 })
  await app.pool.query(
    `update sandbox_gateway.refunds set created_at = '2026-03-03T12:00:00Z' where idempotency_key = $1`,
    [refundKey],
  )
  expect(await movementsOn('2026-03-01')).toEqual([])
  expect(await movementsOn('2026-03-02')).toEqual([
    { kind: 'payment', key, state: 'captured', amount: 999, at: '2026-03-02T00:00:00.000Z' },
  ])
  expect(await movementsOn('2026-03-03')).toEqual([
    { kind: 'refund', key: refundKey, state: 'refunded', amount: 400, at: '2026-03-03T12:00:00.000Z' },
  ])
})

test('money that is held stands on the day it was held, until it is let go of', async () => {
  const { key, payment } = await authorise(under(), 'pays')
  await date(key, '2026-04-01T08:00:00.000Z', null)
  expect(await movementsOn('2026-04-01')).toEqual([
    { kind: 'payment', key, state: 'authorised', amount: 999, at: '2026-04-01T08:00:00.000Z' },
  ])
  await app.services.gateway.void({ key, reference: payment.reference })
  expect(await movementsOn('2026-04-01')).toEqual([])
})
