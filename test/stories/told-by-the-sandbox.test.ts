import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningWorker, startWorker } from '../../src/worker/start.ts'
import type { TestApp } from '../support/app.ts'
import { card, openAsBuyer } from '../support/buyer.ts'
import { press } from '../support/challenges.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { linkMaker } from '../support/links.ts'
import { startListening } from '../support/listening.ts'
import { booksOf, ordersByClient } from '../support/orders.ts'

/** A whole sandbox that listens and works: its gateway tells it things over HTTP, and nobody else does. */

let database: TestDatabase
let app: TestApp
let worker: RunningWorker
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  database = await createTestDatabase()
  app = await startListening(database.url)
  links = await linkMaker(app)
  worker = await startWorker(app)
})
afterAll(async () => {
  await worker.stop()
  await app.close()
  await database.drop()
})

const ask = async (text: string, ...values: unknown[]) => (await app.pool.query(text, values)).rows
const statusOf = async (id: string) => (await ask('select status from orders where id = $1', id))[0].status
const fault = (more: object) =>
  app.services.gatewayFaults?.set({ call: 'notice', loseAnswers: 0, delayMs: 0, ...more })

/** A buyer who was sent to their bank. */
async function sentAway(): Promise<{ id: string; url: string }> {
  const buyer = await openAsBuyer(app, await links.make())
  const { body } = await buyer.order({ payment: card('tok_3ds') })
  expect(body).toMatchObject({ status: 'pending-payment', nextAction: { type: 'redirect' } })
  // Nobody looks by themselves: what follows is the notice's doing.
  await ask(`update payment_attempts set check_at = now() + interval '1 day' where order_id = $1`, body.id)
  return { id: body.id, url: body.nextAction.url }
}

test('a buyer who approves and never comes back has bought, once, although the notice comes three times', async () => {
  await fault({ duplicates: 2 })
  const { id, url } = await sentAway()
  expect((await press(app, url, 'approve')).statusCode).toBe(303)
  await expect.poll(() => statusOf(id)).toBe('complete')
  expect(await booksOf(app, id)).toEqual([['captured', 999]])
  await fault({})
})

test('what a buyer declines at their bank leaves the basket open', async () => {
  const { id, url } = await sentAway()
  await press(app, url, 'decline')
  const attempt = () => ask('select state, decline_code from payment_attempts where order_id = $1', id)
  await expect.poll(attempt).toEqual([{ state: 'declined', decline_code: 'authentication_failed' }])
  expect(await booksOf(app, id)).toEqual([['declined', 999]])
})

test('a dispute is written down with its payment, and so is its end', async () => {
  const client = await ordersByClient(app)
  const { body } = await client.order('/offers2/Digital Monthly', { payment: card('tok_dispute') })
  const disputes = () => ask('select status, amount from disputes where order_id = $1', body.id)
  await app.services.sandboxBank?.moveDisputes('open')
  await expect.poll(disputes).toEqual([{ status: 'open', amount: 999 }])
  await app.services.sandboxBank?.moveDisputes('lost')
  await expect.poll(disputes).toEqual([{ status: 'lost', amount: 999 }])
})
