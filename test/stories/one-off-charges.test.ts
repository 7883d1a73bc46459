import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { offerNamed } from '../support/catalog.ts'
import { bearer } from '../support/tokens.ts'

/** Something charged once beside a running subscription, today or on a later day, from the card it pays with. */

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
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

async function subscribed(payment: object) {
  const bought = await agent.submit(await agent.orderOf('/offers2/Digital Monthly', { payment }))
  const [{ id }] = bought.body.subscriptions
  const { id: offer, version } = await offerNamed(app(), '/offers2/Almanac')
  return {
    charge: (more: object = {}) => ({
      order_type: 'add_charge',
      process_immediately: true,
      forSubscription: { id },
      offer: { id: offer, version },
      ...more,
    }),
    invoices: async () =>
      (
        await app().pool.query(
          'select issued_on as on, total, balance from invoices where $1 = any(subscription_ids) order by issued_at, total',
          [id],
        )
      ).rows,
  }
}

test('today it is paid by the saved card, as it was previewed', async () => {
  await advanceTo('2030-01-05T12:00:00.000Z')
  const held = await subscribed(card('tok_ok'))
  const preview = await agent.preview(held.charge())
  expect(preview.body.preview.paidAmount).toBe('14.50')
  const answer = await agent.submit(held.charge({ preview_id: preview.body.preview_id }))
  expect(answer.body.status).toBe('complete')
  expect(await held.invoices()).toEqual([
    { on: '2030-01-05', total: 999, balance: 0 },
    { on: '2030-01-05', total: 1450, balance: 0 },
  ])
})

test('on a later day it is one more line of what is due on that day', async () => {
  await advanceTo('2031-01-05T12:00:00.000Z')
  const held = await subscribed({ type: 'invoice' })
  await agent.submit(held.charge({ effectiveDate: '2031-02-05', quantity: 2 }))
  await advanceTo('2031-03-05T12:00:00.000Z')
  expect((await held.invoices()).map(({ on, total }) => [on, total])).toEqual([
    ['2031-01-05', 999],
    ['2031-02-05', 999 + 2900],
    ['2031-03-05', 999],
  ])
})

test('a card that is declined leaves nothing behind', async () => {
  await advanceTo('2032-01-05T12:00:00.000Z')
  const held = await subscribed(card('tok_ok'))
  const declined = await agent.submit(held.charge({ payment: card('tok_declined') }))
  expect(declined).toMatchObject({ status: 402, body: { code: 'payment_declined' } })
  expect(await held.invoices()).toHaveLength(1)
})
