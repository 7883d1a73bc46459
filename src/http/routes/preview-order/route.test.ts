import { beforeAll, describe, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { openAsBuyer } from '../../../../test/support/buyer.ts'
import { linkMaker } from '../../../../test/support/links.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

const monthly = '/offers2/Digital Monthly'

async function everyRow(): Promise<number> {
  const { rows } = await app().pool.query(
    `select sum((xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', tablename), false, true, '')))[1]::text::int)::int as n
     from pg_tables where schemaname = 'public'`,
  )
  return rows[0].n
}

describe('200', () => {
  test('shows what is due today and what follows, and writes nothing', async () => {
    const body = await agent.orderOf(monthly)
    const before = await everyRow()
    const answer = await agent.preview(body)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      preview: {
        success: true,
        previewResult: { invoices: [{ invoiceItems: [{ processingType: 'Charge' }] }], creditMemos: [] },
      },
      nextSchedule: { currency: 'GBP' },
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(answer.body.schedule).toHaveLength(13)
    expect(await everyRow()).toBe(before)
  })

  test('payment, people and the basket may be left out', async () => {
    const body = await agent.orderOf(monthly, { payment: undefined, customerDetails: undefined })
    expect((await agent.preview(body)).status).toBe(200)
  })

  test('submitted with its preview_id it comes out as it was shown, even when the day has changed', async () => {
    const body = await agent.orderOf(monthly)
    const preview = await agent.preview(body)
    const later = new Date(Date.parse(app().services.clock.now()) + 86_400_000).toISOString()
    await app().services.moveClock(later)
    const order = await agent.submit({ ...body, preview_id: preview.body.preview_id })
    expect(order.body.status).toBe('complete')
    const { rows } = await app().pool.query(
      `select due_on from schedules where order_id = $1 and status = 'pending' order by due_on limit 1`,
      [order.body.id],
    )
    expect(rows[0].due_on).toBe(preview.body.nextSchedule.date)
  })

  test('an expected_fingerprint is compared with the figures of the order itself', async () => {
    const body = await agent.orderOf(monthly)
    const { fingerprint } = (await agent.preview(body)).body
    expect((await agent.submit({ ...body, expected_fingerprint: fingerprint })).body.status).toBe('complete')
    const other = await agent.submit({ ...body, expected_fingerprint: 'f'.repeat(64) })
    expect(other).toMatchObject({ status: 409, body: { code: 'changes_differ' } })
  })

  test('a customer previews the basket of their link, with the quantity they choose', async () => {
    const links = await linkMaker(app())
    const link = await links.make()
    const buyer = await openAsBuyer(app(), link)
    const [item] = link.order.orderItems
    const one = await buyer.preview()
    const three = await buyer.preview({ orderItems: [{ id: item?.id, quantity: 3 }] })
    expect(Number(three.body.preview.paidAmount)).toBeCloseTo(3 * Number(one.body.preview.paidAmount), 2)
  })
})

describe('refuses what submit refuses, with the same code', () => {
  const cases: [string, object][] = [
    ['a country the offer is not sold in', { country: 'US' }],
    ['a payment that nobody here takes', { payment: { type: 'direct_debit', direct_debit: {} } }],
    ['an unknown offer', { orderItems: [{ offer: { id: 'a'.repeat(40), version: 'b'.repeat(40) } }] }],
    ['a start too long ago', { orderDate: '2001-01-01' }],
    ['a bad Salesforce id', { tracking: { accountId: 'x' } }],
    ['a later order type', { order_type: 'renew' }],
    ['a malformed country', { country: 'GBR' }],
    ['a gift of what is no gift', { isGift: true }],
  ]
  test.each(cases)('%s', async (_name, more) => {
    const body = await agent.orderOf(monthly, more)
    const preview = await agent.preview(body)
    const order = await agent.submit(body)
    expect(preview.status).toBeGreaterThanOrEqual(400)
    expect([preview.status, preview.body.code, preview.body.errors]).toEqual([
      order.status,
      order.body.code,
      order.body.errors,
    ])
  })
})

describe('401 and 403', () => {
  test('without a token', async () => {
    const answer = await app().http.inject({ method: 'POST', url: '/api/order/preview', payload: {} })
    expect(answer.statusCode).toBe(401)
  })

  test('with the token of another basket', async () => {
    const links = await linkMaker(app())
    const buyer = await openAsBuyer(app(), await links.make())
    const other = await links.make()
    expect((await buyer.preview({ checkoutId: other.id })).status).toBe(401)
  })
})

describe('409', () => {
  test('a preview_id that was changed, and one that is over', async () => {
    const body = await agent.orderOf(monthly)
    const preview = await agent.preview(body)
    const forged = await agent.submit({ ...body, preview_id: `x${preview.body.preview_id}` })
    expect(forged).toMatchObject({ status: 400, body: { errors: [{ pointer: '/preview_id' }] } })
    const { secrets } = app().services
    const { fingerprint } = preview.body
    const old = secrets.sign(
      'preview',
      JSON.stringify({ at: app().services.clock.now(), fingerprint, until: 1 }),
    )
    expect(await agent.submit({ ...body, preview_id: old })).toMatchObject({
      status: 409,
      body: { code: 'preview_expired' },
    })
  })
})
