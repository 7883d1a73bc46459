import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { offerNamed } from '../support/catalog.ts'
import { bearer } from '../support/tokens.ts'

/** Up, down, sideways, and back again: what was promised happens on its day, and nothing else does. */

const app = useApp()
let agent: Agent
let headers: { authorization: string }
beforeAll(async () => {
  agent = await orderAgent(app())
  headers = await bearer(app(), ['objects:read', 'clock:write'])
})

const get = async (url: string) => (await app().http.inject({ method: 'GET', url, headers })).json()
const advance = async (how: object) =>
  (await app().http.inject({ method: 'POST', url: '/api/admin/clock', headers, payload: how })).json()

interface Held {
  readonly id: string
  readonly body: (order_type: string, more: object) => object
  readonly invoiced: () => Promise<readonly string[]>
  readonly toCome: () => Promise<readonly Pending[]>
}

interface Pending {
  readonly id: string
  readonly status: string
  readonly effectiveOn: string
}

async function bought(path: string, more: object = {}): Promise<Held> {
  const { body } = await agent.submit(await agent.orderOf(path, more))
  const { id } = body.subscriptions[0]
  const rows = async (text: string) => (await app().pool.query(text, [id])).rows
  return {
    id,
    body: (order_type, rest) => ({
      order_type,
      process_immediately: true,
      forSubscription: { id },
      ...rest,
    }),
    invoiced: async () =>
      (
        await rows(
          `select issued_on || ' ' || total as line from invoices where $1 = any(subscription_ids) order by issued_on, created_at`,
        )
      ).map(({ line }) => line),
    toCome: () =>
      rows(
        `select id, status, effective_on as "effectiveOn" from pending_changes where subscription_id = $1 order by created_at`,
      ),
  }
}

const ref = async (path: string) => {
  const { id, version } = await offerNamed(app(), path)
  return { id, version }
}

beforeEach(async () => {
  await advance({ advanceBy: 'P1D' })
})

test('a downgrade is scheduled, withdrawn, and the upgrade taken instead', async () => {
  const held = await bought('/offers2/Digital Annual')
  const monthly = await ref('/offers2/Digital Monthly')

  const preview = await agent.preview(held.body('change_offer', { offer: monthly }))
  expect(preview.body.messages).toContainEqual(expect.objectContaining({ code: 'change_scheduled' }))
  const scheduled = await agent.submit(
    held.body('change_offer', { offer: monthly, preview_id: preview.body.preview_id }),
  )
  expect(scheduled.status).toBe(200)
  const [pending] = await held.toCome()
  expect(pending).toMatchObject({ status: 'pending', effectiveOn: preview.body.effectiveDate })

  const again = await agent.submit(held.body('change_offer', { offer: monthly, effectiveDate: today() }))
  expect([again.status, again.body.code]).toEqual([423, 'change_pending'])
  expect(again.body.pending_change.id).toBe(pending?.id)
  const alsoPreviewed = await agent.preview(
    held.body('change_offer', { offer: monthly, effectiveDate: today() }),
  )
  expect([alsoPreviewed.status, alsoPreviewed.body.code]).toEqual([423, 'change_pending'])

  const withdrawn = await agent.submit(
    held.body('update_subscription', { updates: [{ type: 'withdraw', id: pending?.id }] }),
  )
  expect(withdrawn.body.status).toBe('complete')
  expect((await held.toCome()).map(({ status }) => status)).toEqual(['withdrawn'])

  const more = await agent.submit(
    held.body('update_subscription', {
      updates: [{ type: 'withdraw', id: pending?.id }],
    }),
  )
  expect(more.status).toBe(404)
  const upgraded = await agent.submit(held.body('change_offer', { offer: monthly, effectiveDate: today() }))
  expect(upgraded.body.status).toBe('complete')
  const { items } = await get(`/api/objects/limio/orders/${upgraded.body.id}/related`)
  const kinds = items.map(({ record_type }: { record_type: string }) => record_type)
  expect(kinds).toEqual(expect.arrayContaining(['subscription', 'credit_memo']))
})

const today = () => app().services.clock.now().slice(0, 10)

test('a change to come happens on its day, once, and what was promised is what is invoiced', async () => {
  const held = await bought('/offers2/Digital Annual')
  const monthly = await ref('/offers2/Digital Monthly')
  const preview = await agent.preview(held.body('change_offer', { offer: monthly }))
  await agent.submit(held.body('change_offer', { offer: monthly, preview_id: preview.body.preview_id }))
  const day = preview.body.effectiveDate
  await advance({ advanceTo: `${day}T12:00:00.000Z` })
  expect((await held.toCome()).map(({ status }) => status)).toEqual(['done'])
  const [, second] = await held.invoiced()
  expect(second).toBe(`${day} 999`)
  const { offers, status } = await get(`/api/objects/limio/subscriptions/${held.id}`)
  expect(status).toBe('active')
  expect(offers.map(({ status: state }: { status: string }) => state).sort()).toEqual(['active', 'ended'])
  expect(preview.body.schedule[0]).toMatchObject({ date: day, amount: '9.99' })
})

test('seats come and go by the day, and every figure is the one that was previewed', async () => {
  const held = await bought('/offers2/Digital Monthly', {
    orderItems: [{ offer: await ref('/offers2/Digital Monthly'), quantity: 10 }],
  })
  await advance({ advanceBy: 'P10D' })
  const { id } = await ref('/offers2/Digital Monthly')
  for (const [quantity, code] of [
    [15, 'changes_today'],
    [12, 'changes_today'],
  ] as const) {
    const updates = [{ type: 'update_quantity', record_type: 'offer', id, quantity, effective_date: today() }]
    const preview = await agent.preview(held.body('update_subscription', { updates }))
    expect(preview.body.messages).toContainEqual(expect.objectContaining({ code }))
    const done = await agent.submit(
      held.body('update_subscription', { updates, preview_id: preview.body.preview_id }),
    )
    expect(done.body.status).toBe('complete')
  }
  const { quantity } = (await get(`/api/objects/limio/subscriptions/${held.id}`)).data
  expect(quantity).toBe(12)
})
