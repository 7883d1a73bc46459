import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { bearer } from '../support/tokens.ts'

/** Leaving, today or later: what is paid and not used is kept, credited or paid back, as it was previewed. */

const app = useApp()
let agent: Agent
let support: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
  support = await orderAgent(app(), ['order:update_refund'])
})

async function advanceTo(instant: string) {
  const answer = await app().http.inject({
    method: 'POST',
    url: '/api/admin/clock',
    headers: await bearer(app(), ['clock:write']),
    payload: { advanceTo: instant },
  })
  expect(answer.statusCode).toBe(200)
}

async function subscribed(path: string, more: object = {}) {
  const bought = await agent.submit(await agent.orderOf(path, { payment: card('tok_ok'), ...more }))
  const [subscription] = bought.body.subscriptions
  const rows = async (text: string) => (await app().pool.query(text, [subscription.id])).rows
  return {
    id: subscription.id,
    cancel: (said: object = {}) => ({
      order_type: 'cancel_subscription',
      process_immediately: true,
      forSubscription: { id: subscription.id },
      ...said,
    }),
    rows,
    toCome: () =>
      rows('select kind, status, effective_on, settle from pending_changes where subscription_id = $1'),
    memos: () =>
      rows(
        'select total, refunded, remaining from credit_memos where subscription_id = $1 order by issued_at',
      ),
    refunds: () => rows('select amount from refunds where subscription_id = $1'),
    status: async () => (await rows('select status from subscriptions where id = $1'))[0].status,
  }
}

/** A clock goes forward only: each story has a year of its own. */
test('cancelled in July with a refund: 184 of 365 days of £99.00 go back, as the preview said', async () => {
  await advanceTo('2030-01-01T12:00:00.000Z')
  const held = await subscribed('/offers2/Digital Annual')
  await advanceTo('2030-07-01T12:00:00.000Z')
  const body = held.cancel({ cancelDate: '2030-07-01', settle: 'refund' })
  const preview = await support.preview(body)
  expect(preview.body.preview.previewResult.creditMemos).toMatchObject([
    {
      amount: '49.91',
      creditMemoItems: [{ serviceStartDate: '2030-07-01', serviceEndDate: '2030-12-31' }],
    },
  ])
  expect(preview.body.messages.map(({ code }: { code: string }) => code)).toEqual([
    'nothing_due_today',
    'nothing_due_later',
    'credit',
    'refund',
    'ends_today',
  ])
  const answer = await support.submit({ ...body, preview_id: preview.body.preview_id })
  expect(answer.body.status).toBe('complete')
  expect(await held.status()).toBe('cancelled')
  expect(await held.memos()).toMatchObject([{ total: 4991, refunded: 4991, remaining: 0 }])
  expect(await held.refunds()).toEqual([{ amount: 4991 }])
  const again = await support.submit(held.cancel({ cancelDate: '2030-07-01', settle: 'refund' }))
  expect(again).toMatchObject({ status: 409, body: { code: 'subscription_ended' } })
})

test('a cancellation to come stands in the list, is credited on its day, and the subscription ends', async () => {
  await advanceTo('2031-03-01T12:00:00.000Z')
  const held = await subscribed('/offers2/Weekend Print', { payment: { type: 'invoice' } })
  const answer = await agent.submit(held.cancel({ cancelDate: '2031-04-05', settle: 'credit' }))
  expect(answer.body.status).toBe('complete')
  expect(await held.toCome()).toMatchObject([
    { kind: 'cancellation', status: 'pending', effective_on: '2031-04-05', settle: 'credit' },
  ])
  const objects = await app().http.inject({
    url: `/api/objects/limio/subscription/${held.id}`,
    headers: await bearer(app(), ['objects:read']),
  })
  expect(JSON.stringify(objects.json())).toContain('2031-04-05')
  await advanceTo('2031-04-04T23:00:00.000Z')
  expect([await held.status(), await held.memos()]).toEqual(['active', []])
  await advanceTo('2031-04-05T12:00:00.000Z')
  expect(await held.status()).toBe('cancelled')
  // £18.00 for four weeks from 29 March, of which 21 of 28 days are left; it was not paid yet.
  expect(await held.memos()).toMatchObject([{ total: 1350, remaining: 0 }])
  expect(
    await held.rows(
      'select issued_on, balance from invoices where $1 = any(subscription_ids) order by issued_on',
    ),
  ).toEqual([
    { issued_on: '2031-03-01', balance: 1800 },
    { issued_on: '2031-03-29', balance: 450 },
  ])
})

test('set to cancel already: the same again is the same, another day is locked, today takes it along', async () => {
  await advanceTo('2032-03-01T12:00:00.000Z')
  const held = await subscribed('/offers2/Digital Monthly')
  const first = held.cancel({ cancelDate: '2032-05-01' })
  await agent.submit(first)
  const again = await agent.preview(first)
  expect(again.body.messages.map(({ code }: { code: string }) => code)).toContain('cancellation_stands')
  expect((await agent.submit(first)).body.status).toBe('complete')
  const other = held.cancel({ cancelDate: '2032-06-01' })
  for (const answer of [await agent.preview(other), await agent.submit(other)])
    expect(answer).toMatchObject({
      status: 423,
      body: {
        code: 'change_pending',
        pending_change: { kind: 'cancellation', effectiveDate: '2032-05-01' },
      },
    })
  expect((await agent.submit(held.cancel({ cancelDate: '2032-03-01' }))).body.status).toBe('complete')
  expect(await held.status()).toBe('cancelled')
  expect((await held.toCome()).map(({ status }) => status).sort()).toEqual(['done', 'withdrawn'])
})

test('a refund needs its own right, and money that was captured; preview and submit agree', async () => {
  await advanceTo('2033-03-01T12:00:00.000Z')
  const byInvoice = await subscribed('/offers2/Digital Monthly', { payment: { type: 'invoice' } })
  const body = byInvoice.cancel({ cancelDate: '2033-03-01', settle: 'refund' })
  for (const answer of [await agent.preview(body), await agent.submit(body)])
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'insufficient_scope', scope: 'order:update_refund' },
    })
  for (const answer of [await support.preview(body), await support.submit(body)])
    expect(answer).toMatchObject({ status: 409, body: { code: 'nothing_to_refund' } })
  expect(await byInvoice.status()).toBe('active')
})

test('a refund of a day to come is taken out of the payment on that day', async () => {
  await advanceTo('2034-01-01T12:00:00.000Z')
  const held = await subscribed('/offers2/Digital Annual')
  await support.submit(held.cancel({ cancelDate: '2034-07-01', settle: 'refund' }))
  expect(await held.refunds()).toEqual([])
  await advanceTo('2034-07-01T00:00:00.000Z')
  expect(await held.memos()).toMatchObject([{ total: 4991, refunded: 4991, remaining: 0 }])
  expect(await held.refunds()).toEqual([{ amount: 4991 }])
})
