import { createServer, type Server } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { challengedPayment } from '../../../test/support/challenges.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import type { GatewayNotice } from '../../ports/gateway-notice.ts'

/** The gateway posts to whoever listens at our address: here to somebody who answers as the test says. */

let database: TestDatabase
let app: TestApp
let receiver: Server
let answerWith = 200
let arrived: GatewayNotice[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', async () => {
      const { headers } = request
      arrived.push(await app.services.gateway.readNotice({ body: Buffer.concat(parts), headers }))
      response.writeHead(answerWith).end()
    })
  })
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening))
  const address = receiver.address()
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port')
  database = await createTestDatabase()
  app = await startApp(database.url, { publicUrl: `http://127.0.0.1:${address.port}` })
})

afterAll(async () => {
  await app.close()
  await new Promise((closed) => receiver.close(closed))
  await database.drop()
})

afterEach(async () => {
  answerWith = 200
  arrived = []
  await app.pool.query('delete from sandbox_gateway.faults')
  await app.pool.query('delete from sandbox_gateway.notices')
})

const deliver = () => app.services.sandboxBank?.deliverNotices()
const fault = (more: object) =>
  app.services.gatewayFaults?.set({ call: 'notice', loseAnswers: 0, delayMs: 0, ...more })
const waiting = async () =>
  (await app.pool.query('select tries, due_at > now() as later from sandbox_gateway.notices')).rows
const timePasses = () =>
  app.pool.query('update sandbox_gateway.notices set due_at = now() where due_at is not null')

/** A payment that the gateway tells of. */
async function passed(): Promise<string> {
  const { key, url } = await challengedPayment(app)
  await app.services.sandboxBank?.answerChallenge(url.split('/').at(-1) ?? '', 'approve')
  return key
}

test('a payment that moves is told once, signed, and forgotten when it was taken', async () => {
  const key = await passed()
  await deliver()
  await deliver()
  expect(arrived).toEqual([{ id: expect.stringMatching(/^gw_evt_/), about: 'payment', key }])
  expect(await waiting()).toEqual([])
})

test('what nobody took comes again, later, as the same notice', async () => {
  await passed()
  answerWith = 500
  await deliver()
  await deliver()
  expect(arrived).toHaveLength(1)
  expect(await waiting()).toEqual([{ tries: 1, later: true }])
  answerWith = 200
  await timePasses()
  await deliver()
  expect(arrived).toHaveLength(2)
  expect(new Set(arrived.map(({ id }) => id)).size).toBe(1)
  expect(await waiting()).toEqual([])
})

test('after a dozen tries it is given up', async () => {
  await passed()
  answerWith = 404
  for (let n = 0; n < 15; n += 1) {
    await timePasses()
    await deliver()
  }
  expect(arrived).toHaveLength(12)
  expect(await waiting()).toEqual([])
})

test('several who deliver at once tell each notice once', async () => {
  const keys = [await passed(), await passed(), await passed()]
  await Promise.all([deliver(), deliver(), deliver()])
  expect(arrived.map((notice) => 'key' in notice && notice.key).sort()).toEqual(keys.sort())
})

test('faults: so many never come, and each of the others comes so often', async () => {
  await fault({ loseAnswers: 1, duplicates: 2 })
  await passed()
  await deliver()
  expect(arrived).toEqual([])
  expect(await waiting()).toEqual([])
  await passed()
  await deliver()
  expect(arrived).toHaveLength(3)
  expect(new Set(arrived.map(({ id }) => id)).size).toBe(1)
})

test('faults: a late one waits', async () => {
  await fault({ delayMs: 60_000 })
  await passed()
  await deliver()
  expect(arrived).toEqual([])
  expect(await waiting()).toEqual([{ tries: 0, later: true }])
})

test('nobody at the address is nobody who took it', async () => {
  const { key } = await challengedPayment(app)
  expect(await app.services.gateway.lookup(key)).toMatchObject({ state: 'challenged' })
  const elsewhere = await startApp(database.url, { publicUrl: 'http://127.0.0.1:9' })
  await passed()
  await elsewhere.services.sandboxBank?.deliverNotices()
  expect(await waiting()).toEqual([{ tries: 1, later: true }])
  await elsewhere.close()
})
