import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../src/adapters/embedded-postgres/free-port.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { publishSampleCatalog } from '../support/catalog.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { ordersByClient } from '../support/orders.ts'

/** The whole way of a notice: the sandbox's gateway signs it, posts it over the network, and the server takes it. */

let database: TestDatabase
let app: TestApp
beforeAll(async () => {
  database = await createTestDatabase()
  const port = await freePort(0)
  app = await startApp(database.url, { publicUrl: `http://127.0.0.1:${port}` })
  await app.http.listen({ port, host: '127.0.0.1' })
  await publishSampleCatalog(app)
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

const rows = async (text: string, ...values: unknown[]) => (await app.pool.query(text, values)).rows
const deliver = () => app.services.sandboxBank?.deliverNotices()

test('a payment is disputed and lost, and every notice of it came twice', async () => {
  await app.services.gatewayFaults?.set({ call: 'notice', loseAnswers: 0, delayMs: 0, duplicates: 1 })
  const client = await ordersByClient(app)
  const { body } = await client.order('/offers2/Digital Annual', { payment: card('tok_dispute') })
  expect(body.status).toBe('complete')
  await app.services.sandboxBank?.moveDisputes('open')
  await deliver()
  expect(await rows('select status, amount, order_id from disputes')).toEqual([
    { status: 'open', amount: 9900, order_id: body.id },
  ])
  await app.services.sandboxBank?.moveDisputes('lost')
  await deliver()
  expect(await rows('select status from disputes')).toEqual([{ status: 'lost' }])
  const told = await rows(`select type from events where type like 'payment.%' order by seq`)
  expect(told.map(({ type }) => type)).toEqual([
    'payment.captured',
    'payment.disputed',
    'payment.dispute_lost',
  ])
  expect(await rows(`select about from gateway_notices where about = 'dispute'`)).toHaveLength(2)
})
