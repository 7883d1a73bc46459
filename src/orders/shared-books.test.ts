import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../test/support/agent.ts'
import { useApp } from '../../test/support/app.ts'
import { offerNamed } from '../../test/support/catalog.ts'
import { runDue } from '../billing/run-due.ts'
import { addDays } from '../domain/calendar.ts'

/** One invoice may ask for several subscriptions, and one balance pays for all of an owner's: nobody's figures get lost. */

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

const today = () => app().services.clock.now().slice(0, 10)

const one = async (text: string, values: readonly unknown[]) =>
  (await app().pool.query(text, [...values])).rows[0]

/** Two subscriptions of one order, on one invoice. */
async function two(path: string) {
  const offer = await offerNamed(app(), path)
  const item = { offer: { id: offer.id, version: offer.version }, quantity: 4 }
  const { body } = await agent.submit(await agent.orderOf(path, { orderItems: [item, item] }))
  return { ids: body.subscriptions.map(({ id }: { id: string }) => id), orderId: body.id, offer }
}

test('two subscriptions on one invoice change at the same time: every credit stands on its line', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { ids, orderId, offer } = await two('/offers2/Digital Monthly')
    const fewer = (id: string) =>
      agent.submit({
        order_type: 'update_subscription',
        process_immediately: true,
        forSubscription: { id },
        updates: [
          {
            type: 'update_quantity',
            record_type: 'offer',
            id: offer.id,
            quantity: 1,
            effective_date: today(),
          },
        ],
      })
    const answers = await Promise.all(ids.map(fewer))
    expect(answers.map(({ body }) => body.status)).toEqual(['complete', 'complete'])
    const { lines, balance, total } = await one(
      'select lines, balance, total from invoices where order_id = $1',
      [orderId],
    )
    expect(lines.map(({ credited }: { credited: number }) => credited)).toEqual([2997, 2997])
    expect(Number(total) - Number(balance)).toBe(5994)
  }
})

test('one balance, two subscriptions billed by two workers at once: it is used up once', async () => {
  const { ids, orderId } = await two('/offers2/Digital Monthly')
  const { owner_id, customer_id } = await one(
    'select owner_id, customer_id from subscriptions where id = $1',
    [ids[0]],
  )
  await app().pool.query(
    `insert into credit_memos (id, reference, owner_id, customer_id, subscription_id, order_id, reason, issued_at, issued_on,
       currency, subtotal, tax, total, applications, refunded, remaining, lines, bill_to, created_at, updated_at)
     values ('credit_memo-1', 'MEMO1', $1, $2, $3, $4, 'goodwill', now(), $5, 'GBP', 5000, 0, 5000, '[]', 0, 5000, '[]', '{}', now(), now())`,
    [owner_id, customer_id, ids[0], orderId, today()],
  )
  const { due_on } = await one(
    `select min(due_on) as due_on from schedules where subscription_id = $1 and status = 'pending'`,
    [ids[0]],
  )
  const at = `${addDays(due_on, 0)}T00:00:00.000Z`
  await app().services.moveClock(at)
  const other = await app().another()
  await Promise.all([runDue(app().services, at), runDue(other.services, at)])
  await other.close()
  const memo = await one(`select remaining, applications from credit_memos where id = 'credit_memo-1'`, [])
  const used = memo.applications.reduce((sum: number, { amount }: { amount: number }) => sum + amount, 0)
  expect([Number(memo.remaining), used]).toEqual([0, 5000])
  const { open } = await one(
    'select sum(total - balance) as open from invoices where subscription_ids && $1 and order_id is null',
    [ids],
  )
  expect(Number(open)).toBe(5000)
})
