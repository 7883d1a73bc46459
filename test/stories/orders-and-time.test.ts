import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { offerNamed } from '../support/catalog.ts'
import { runQueued, storedOrder } from '../support/orders.ts'

/** Orders and time on one subscription: what fell due comes first, and an order whose day is to come waits for it. */

const app = useApp()
let agent: Agent
let monthly: { id: string; version: string }
beforeAll(async () => {
  agent = await orderAgent(app())
  const { id, version } = await offerNamed(app(), '/offers2/Digital Monthly')
  monthly = { id, version }
})
let year = 2026
beforeEach(async () => {
  year += 1
  await goTo('01-10')
})

const at = (day: string) => `${year}-${day}T12:00:00.000Z`
const goTo = (day: string) => app().services.moveClock(at(day))
const bill = () => runDue(app().services, app().services.clock.now())
const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows

/** A subscription paid by invoice, bought today. */
async function held(path = '/offers2/Digital Monthly') {
  const { body } = await agent.submit(await agent.orderOf(path))
  const [{ id }] = body.subscriptions
  return {
    id,
    owner: body.owner,
    order: (order_type: string, more: object = {}) => ({
      order_type,
      process_immediately: true,
      forSubscription: { id },
      ...more,
    }),
    invoices: () =>
      rows(
        `select order_id is null as due, issued_on, total from invoices where $1 = any(subscription_ids) order by issued_on, created_at`,
        id,
      ),
    events: async () =>
      (
        await rows(
          `select type from events where owner_id = $1 and (type like 'order.%' or type = 'invoice.issued') order by seq`,
          body.owner,
        )
      ).map(({ type }) => type),
  }
}

describe('what fell due is carried out before an order is planned', () => {
  test.each(['at once', 'queued'])('billed by the order itself when nobody has yet (%s)', async (how) => {
    const one = await held()
    await goTo('03-15')
    const body = one.order('change_offer', {
      offer: monthly,
      quantity: 3,
      process_immediately: how === 'at once',
    })
    const preview = await agent.preview(body)
    expect(preview.status).toBe(200)
    expect(await one.invoices()).toHaveLength(1)
    const answer = await agent.submit({ ...body, preview_id: preview.body.preview_id })
    if (how === 'queued') await runQueued(app(), answer.body.id)
    expect((await storedOrder(app(), answer.body.id)).status).toBe('complete')
    const invoices = await one.invoices()
    expect(invoices.map(({ due }) => due)).toEqual([false, true, false])
    expect(Number(preview.body.preview.previewResult.invoices[0].amount) * 100).toBeCloseTo(
      invoices[2].total,
      5,
    )
    await bill()
    expect(await one.invoices()).toEqual(invoices)
  })

  test('a subscription whose term has ended by then cannot be changed any more', async () => {
    const one = await held()
    await agent.submit(one.order('cancel_subscription', { cancelDate: `${year}-02-01` }))
    await goTo('03-15')
    const body = one.order('change_offer', { offer: monthly, quantity: 3 })
    for (const answer of [await agent.preview(body), await agent.submit(body)])
      expect(answer).toMatchObject({ status: 409, body: { code: 'subscription_ended' } })
  })

  test('billing and an order that meet on one subscription bill each day once', async () => {
    for (let round = 0; round < 6; round += 1) {
      await goTo('01-10')
      const one = await held()
      await goTo('04-20')
      const order = agent.submit(one.order('change_offer', { offer: monthly, quantity: 2 }))
      const [answer] = await Promise.all([order, bill(), bill()])
      expect(answer.body.status).toBe('complete')
      expect((await one.invoices()).filter(({ due }) => due)).toHaveLength(1)
      year += 1
    }
  })
})

describe('an order whose day is to come', () => {
  const inMarch = () => ({ offer: monthly, quantity: 2, effectiveDate: `${year}-03-15` })

  test('is scheduled, and complete when time has carried it out', async () => {
    const one = await held()
    const answer = await agent.submit(one.order('change_offer', inMarch()))
    expect(answer.body).toMatchObject({ status: 'scheduled', subscriptions: [{ id: one.id }] })
    const { id } = answer.body
    expect((await storedOrder(app(), id)).completedAt).toBeUndefined()
    await bill()
    expect((await storedOrder(app(), id)).status).toBe('scheduled')
    await goTo('03-16')
    await bill()
    const done = await storedOrder(app(), id)
    expect([done.status, done.completedAt?.slice(0, 10)]).toEqual(['complete', `${year}-03-16`])
    expect((await one.events()).filter((type) => type.startsWith('order.')).slice(2)).toEqual([
      'order.submitted',
      'order.scheduled',
      'order.completed',
    ])
  })

  test('is withdrawn with its change', async () => {
    const one = await held()
    const { id } = (await agent.submit(one.order('change_offer', inMarch()))).body
    const [change] = await rows('select id from pending_changes where order_id = $1', id)
    const updates = [{ type: 'withdraw', id: change.id }]
    const withdrawal = await agent.submit(one.order('update_subscription', { updates }))
    expect(withdrawal.body.status).toBe('complete')
    expect((await storedOrder(app(), id)).status).toBe('cancelled')
    expect(await one.events()).toContain('order.cancelled')
  })

  test('is withdrawn when the subscription ends before', async () => {
    const one = await held()
    const { id } = (await agent.submit(one.order('change_offer', inMarch()))).body
    const ended = await agent.submit(one.order('cancel_subscription', { cancelDate: `${year}-01-10` }))
    expect(ended.body.status).toBe('complete')
    expect((await storedOrder(app(), id)).status).toBe('cancelled')
  })

  test('a cancellation at term end is complete at once', async () => {
    const one = await held()
    expect((await agent.submit(one.order('cancel_subscription'))).body.status).toBe('complete')
  })

  test('answers the same call again, and frees nothing', async () => {
    const one = await held()
    const body = one.order('change_offer', { ...inMarch(), external_id: `later-${one.id}` })
    const { id } = (await agent.submit(body)).body
    expect((await agent.submit(body)).body).toMatchObject({ id, status: 'scheduled' })
  })
})
