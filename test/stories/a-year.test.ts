import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { offerNamed } from '../support/catalog.ts'
import { bearer } from '../support/tokens.ts'

/** A year in the life of one subscription. After every step the books agree: nothing is owed that was not asked for, nothing is lost. */

const app = useApp()
let agent: Agent
let headers: { authorization: string }
beforeAll(async () => {
  agent = await orderAgent(app(), ['order:update_refund'])
  headers = await bearer(app(), ['objects:read', 'clock:write'])
})

const get = async (url: string) => (await app().http.inject({ method: 'GET', url, headers })).json()

async function goTo(day: string): Promise<void> {
  const answer = await app().http.inject({
    method: 'POST',
    url: '/api/admin/clock',
    headers,
    payload: { advanceTo: `${day}T09:00:00.000Z` },
  })
  expect([day, answer.statusCode]).toEqual([day, 200])
}

const row = async (text: string, values: readonly unknown[]) =>
  (await app().pool.query(text, [...values])).rows[0]

/** What the subscription's own books say; minor units. */
async function booksOf(id: string) {
  const { invoiced, open } = await row(
    'select coalesce(sum(total), 0)::int as invoiced, coalesce(sum(balance), 0)::int as open from invoices where $1 = any(subscription_ids)',
    [id],
  )
  const { credited, left } = await row(
    'select coalesce(sum(total), 0)::int as credited, coalesce(sum(remaining), 0)::int as left from credit_memos where subscription_id = $1',
    [id],
  )
  const { paid } = await row(
    'select coalesce(sum(p.amount), 0)::int as paid from payments p join invoices i on i.id = p.invoice_id where $1 = any(i.subscription_ids)',
    [id],
  )
  const { refunded } = await row(
    `select coalesce(sum(amount), 0)::int as refunded from refunds where subscription_id = $1 and status <> 'failed'`,
    [id],
  )
  return { invoiced, open, credited, left, paid, refunded }
}

async function expectBalanced(id: string): Promise<void> {
  const { invoiced, open, credited, left, paid, refunded } = await booksOf(id)
  expect(open - left).toBe(invoiced - credited - paid + refunded)
  const { n } = await row(
    `select count(*)::int as n from (
       select due_on from schedules where subscription_id = $1 and status <> 'cancelled' group by due_on having count(*) > 1) twice`,
    [id],
  )
  expect(n).toBe(0)
}

const ref = async (path: string) => {
  const { id, version } = await offerNamed(app(), path)
  return { id, version }
}

test('a year: seats, a yearly plan and back, goodwill, a dead card, a change of mind, and the end', {
  timeout: 120_000,
}, async () => {
  await goTo('2027-01-31')
  const monthly = await ref('/offers2/Digital Monthly')
  const annual = await ref('/offers2/Digital Annual')
  const { body: bought } = await agent.submit(
    await agent.orderOf('/offers2/Digital Monthly', {
      payment: card('tok_ok'),
      orderItems: [{ offer: monthly, quantity: 10 }],
    }),
  )
  const { id } = bought.subscriptions[0]

  /** Previewed, then submitted as previewed; the books agree afterwards. */
  const order = async (order_type: string, more: object = {}) => {
    const body = { order_type, forSubscription: { id }, ...more }
    const preview = await agent.preview(body)
    expect([order_type, preview.status, preview.body.code]).toEqual([order_type, 200, undefined])
    const before = await booksOf(id)
    const done = await agent.submit({
      ...body,
      process_immediately: true,
      preview_id: preview.body.preview_id,
    })
    expect([order_type, done.status, done.body.code]).toEqual([order_type, 200, undefined])
    await expectBalanced(id)
    const after = await booksOf(id)
    const invoices = preview.body.preview.previewResult.invoices
    const shown = invoices.reduce((sum: number, { amount }: { amount: string }) => sum + cents(amount), 0)
    expect(after.invoiced - before.invoiced).toBe(shown)
    return { preview: preview.body, done: done.body }
  }

  await goTo('2027-02-14')
  await order('update_subscription', {
    updates: [{ type: 'add', record_type: 'offer', id: monthly.id, quantity: 2 }],
  })
  await goTo('2027-03-15')
  await order('credit_memo', { amount: '5.00', reason: 'a slow week' })
  await goTo('2027-04-10')
  const toYear = await order('change_offer', {
    offer: annual,
    quantity: 1,
    effectiveDate: '2027-04-10',
  })
  expect(toYear.done.status).toBe('complete')
  await goTo('2027-06-01')
  const down = await order('change_offer', { offer: monthly, quantity: 1 })
  expect(down.done.status).toBe('scheduled')
  const pending = await row(
    `select id from pending_changes where subscription_id = $1 and status = 'pending'`,
    [id],
  )
  await goTo('2027-07-01')
  await order('update_subscription', { updates: [{ type: 'withdraw', id: pending.id }] })
  expect((await get(`/api/objects/limio/orders/${down.done.id}`)).status).toBe('cancelled')
  await goTo('2027-08-01')
  await order('cancel_subscription')
  await goTo('2027-09-01')
  await order('change_offer', { offer: monthly, quantity: 3, effectiveDate: '2027-09-01' })
  await order('change_payment', { payment: card('tok_ok_then_fails') })
  // The card dies while credit of the yearly price is used up; it is asked only for what credit does not pay.
  for (const day of ['2027-10-02', '2027-11-02', '2027-12-02', '2028-01-02', '2028-01-12']) {
    await goTo(day)
    await expectBalanced(id)
  }
  await order('change_payment', { payment: card('tok_ok') })
  await goTo('2028-01-14')
  await expectBalanced(id)
  const last = await order('cancel_subscription', { cancelDate: '2028-01-14', settle: 'credit' })
  expect(last.preview.preview.previewResult.creditMemos).toHaveLength(1)
  expect((await get(`/api/objects/limio/subscriptions/${id}`)).status).toBe('cancelled')
  await goTo('2028-06-01')
  const { invoiced } = await booksOf(id)
  await goTo('2028-12-01')
  expect((await booksOf(id)).invoiced).toBe(invoiced)
})

const cents = (amount: string) => Math.round(Number(amount) * 100)
