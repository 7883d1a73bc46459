import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { bearer } from '../support/tokens.ts'

/** Goodwill and corrections, on what is invoiced now and on what was long ago; never more than was asked for. */

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

async function subscribed(payment: object = card('tok_ok')) {
  const bought = await agent.submit(await agent.orderOf('/offers2/Digital Monthly', { payment }))
  const [{ id }] = bought.body.subscriptions
  const rows = async (text: string) => (await app().pool.query(text, [id])).rows
  return {
    id,
    credit: (said: object) => ({
      order_type: 'credit_memo',
      process_immediately: true,
      forSubscription: { id },
      ...said,
    }),
    memos: () =>
      rows(
        'select total, refunded, remaining from credit_memos where subscription_id = $1 order by issued_at',
      ),
    invoices: () =>
      rows(
        `select issued_on as on, total, balance, lines -> 0 ->> 'id' as line from invoices
         where subscription_ids = array[$1] order by issued_on`,
      ),
    refunds: () => rows('select amount from refunds where subscription_id = $1'),
  }
}

test('goodwill is balance, as it was previewed, and pays for the next month', async () => {
  await advanceTo('2030-01-05T12:00:00.000Z')
  const held = await subscribed()
  const body = held.credit({ amount: 5, reason: 'the site was down' })
  const preview = await agent.preview(body)
  expect(preview.body.preview.previewResult.creditMemos).toMatchObject([{ amount: '5.00' }])
  expect(preview.body.messages.map(({ code }: { code: string }) => code)).toContain('credit_balance')
  const answer = await agent.submit({ ...body, preview_id: preview.body.preview_id })
  expect(answer.body.status).toBe('complete')
  expect(await held.memos()).toEqual([{ total: 500, refunded: 0, remaining: 500 }])
  await advanceTo('2030-02-05T12:00:00.000Z')
  expect(await held.memos()).toEqual([{ total: 500, refunded: 0, remaining: 0 }])
  const { rows } = await app().pool.query(
    `select amount from payments p join invoices i on i.id = p.invoice_id
     where i.subscription_ids = array[$1] order by captured_at`,
    [held.id],
  )
  expect(rows.map(({ amount }) => amount)).toEqual([999, 499])
})

test('a month that is long over is paid back by its line, once, also after the subscription ended', async () => {
  await advanceTo('2031-01-05T12:00:00.000Z')
  const held = await subscribed()
  await advanceTo('2031-04-06T12:00:00.000Z')
  const [january] = await held.invoices()
  await agent.submit({ ...held.credit({}), order_type: 'cancel_subscription', cancelDate: '2031-04-06' })
  const body = held.credit({ items: [{ invoiceItemId: january.line, amount: '9.99' }], as: 'refund' })
  for (const answer of [await agent.preview(body), await agent.submit(body)])
    expect(answer).toMatchObject({ status: 403, body: { code: 'insufficient_scope' } })
  expect((await support.submit(body)).body.status).toBe('complete')
  expect(await held.refunds()).toEqual([{ amount: 999 }])
  const again = held.credit({ items: [{ invoiceItemId: january.line, amount: '0.01' }], as: 'refund' })
  for (const answer of [await support.preview(again), await support.submit(again)])
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'exceeds_invoiced', errors: [{ pointer: '/items/0/amount' }] },
    })
})

test('an amount goes back month by month, the last first, until nothing is left', async () => {
  await advanceTo('2032-01-05T12:00:00.000Z')
  const held = await subscribed()
  await advanceTo('2032-03-06T12:00:00.000Z')
  expect((await support.submit(held.credit({ amount: '15.00', as: 'refund' }))).body.status).toBe('complete')
  expect((await held.refunds()).map(({ amount }) => amount).sort()).toEqual([501, 999])
  const most = held.credit({ amount: '14.98', as: 'refund' })
  expect((await support.preview(most)).body.code).toBe('exceeds_invoiced')
  const rest = held.credit({ amount: '14.97', as: 'refund', external_id: 'rest' })
  const answers = await Promise.all([support.submit(rest), support.submit({ ...rest, external_id: 'other' })])
  expect(answers.map(({ body }) => body.code ?? body.status).sort()).toEqual(['complete', 'exceeds_invoiced'])
  const paidBack = (await held.refunds()).reduce((sum, { amount }) => sum + Number(amount), 0)
  expect(paidBack).toBe(3 * 999)
})

test('what nobody paid is not paid back: the open invoice asks for less', async () => {
  await advanceTo('2033-01-05T12:00:00.000Z')
  const held = await subscribed({ type: 'invoice' })
  const refund = held.credit({ amount: '5.00', as: 'refund' })
  for (const answer of [await support.preview(refund), await support.submit(refund)])
    expect(answer).toMatchObject({ status: 409, body: { code: 'nothing_to_refund' } })
  await agent.submit(held.credit({ amount: '5.00' }))
  expect(await held.invoices()).toMatchObject([{ total: 999, balance: 499 }])
  expect(await held.memos()).toEqual([{ total: 500, refunded: 0, remaining: 0 }])
})

test.each([
  ['neither amount nor items', {}, '/amount'],
  ['both', { amount: 1, items: [{ invoiceItemId: `invoice_item-${'0'.repeat(32)}`, amount: 1 }] }, '/amount'],
  ['nothing', { amount: 0 }, '/amount'],
  ['less than nothing', { amount: '-1.00' }, '/amount'],
  ['half a penny', { amount: '0.005' }, '/amount'],
  ['a number that is none', { amount: '1e3' }, '/amount'],
  [
    'a line twice',
    {
      items: [1, 2].map(() => ({ invoiceItemId: `invoice_item-${'0'.repeat(32)}`, amount: 1 })),
    },
    '/items/1/invoiceItemId',
  ],
])('a credit of %s is malformed', async (_, said, pointer) => {
  const held = await subscribed()
  for (const answer of [await agent.preview(held.credit(said)), await agent.submit(held.credit(said))]) {
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request'])
    expect(answer.body.errors.map((mistake: { pointer: string }) => mistake.pointer)).toContain(pointer)
  }
})
