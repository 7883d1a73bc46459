import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

/** A running subscription, and a way to order on it. */
async function subscribed() {
  const bought = await agent.submit(await agent.orderOf('/offers2/Digital Monthly'))
  const [subscription] = bought.body.subscriptions
  const body = (order_type: string, more: object = {}) => ({
    order_type,
    process_immediately: true,
    forSubscription: { id: subscription.id },
    ...more,
  })
  return { ...subscription, owner: bought.body.owner, orderId: bought.body.id, body }
}

const rows = async (text: string, value: string) => (await app().pool.query(text, [value])).rows
const eventsOf = async (orderId: string) =>
  (await rows('select type from events where order_id = $1 order by seq', orderId)).map(({ type }) => type)

test('an attempt to cancel is kept with its reason, and nothing else changes', async () => {
  const held = await subscribed()
  const answer = await agent.submit(held.body('cancel_intent', { cancelInformation: { reason: 'price' } }))
  expect(answer.body).toMatchObject({
    status: 'complete',
    owner: held.owner,
    checkoutId: null,
    subscriptionReference: held.reference,
    subscriptions: [{ id: held.id, reference: held.reference }],
  })
  expect(await eventsOf(answer.body.id)).toEqual([
    'order.submitted',
    'subscription.cancel_attempted',
    'order.completed',
  ])
})

test('the subscription is found by id, by name, and by the flat names', async () => {
  const held = await subscribed()
  const ways = [
    { forSubscription: { name: held.reference } },
    { forSubscription: undefined, subscriptionId: held.id },
    { forSubscription: undefined, subscriptionRef: held.reference },
  ]
  for (const way of ways) expect((await agent.submit(held.body('cancel_intent', way))).status).toBe(200)
  const both = { subscriptionRef: 'ZZZZZZZZZZZZ' }
  expect((await agent.submit(held.body('cancel_intent', both))).status).toBe(404)
})

test('a cancellation without a date leaves it active until its term ends', async () => {
  const held = await subscribed()
  const preview = await agent.preview(held.body('cancel_subscription'))
  expect(preview.body.preview.previewResult).toEqual({ invoices: [], creditMemos: [] })
  expect(preview.body.scheduleBefore.length).toBeGreaterThan(preview.body.schedule.length)
  const answer = await agent.submit(held.body('cancel_subscription', { preview_id: preview.body.preview_id }))
  expect(answer.body.status).toBe('complete')
  const [row] = await rows('select status, cancel_on, term_end_on from subscriptions where id = $1', held.id)
  expect(row).toMatchObject({ status: 'active', cancel_on: preview.body.effectiveDate })
  const left = await rows(
    `select due_on from schedules where subscription_id = $1 and status = 'pending'`,
    held.id,
  )
  expect(left.filter(({ due_on }) => due_on >= row.cancel_on)).toEqual([])
})

test('a cancellation today ends everything at once, and nothing more can be ordered on it', async () => {
  const held = await subscribed()
  const today = app().services.clock.now().slice(0, 10)
  const answer = await agent.submit(held.body('cancel_subscription', { cancelDate: today }))
  expect(answer.body.status).toBe('complete')
  expect(await rows('select status from subscriptions where id = $1', held.id)).toEqual([
    { status: 'cancelled' },
  ])
  expect(
    await rows(`select 1 from schedules where subscription_id = $1 and status = 'pending'`, held.id),
  ).toEqual([])
  expect(
    await rows(
      `select status from user_entitlements where subscription_id = $1 and status <> 'ended'`,
      held.id,
    ),
  ).toEqual([])
  const again = await agent.submit(held.body('cancel_intent'))
  expect(again).toMatchObject({ status: 409, body: { code: 'subscription_ended' } })
})

test('a new address takes the place of the old one', async () => {
  const held = await subscribed()
  const address = { address1: '1 New St', city: 'Leeds', postalCode: 'LS1 1AA', country: 'GB' }
  for (const city of ['Leeds', 'York']) {
    const body = held.body('update_address', { type: 'billing', address: { ...address, city } })
    expect((await agent.submit(body)).body).toMatchObject({ status: 'complete' })
  }
  const stored = await rows('select address from addresses where owner_id = $1', held.owner)
  expect(stored).toEqual([{ address: { ...address, city: 'York' } }])
})

test('new details are laid over the old ones', async () => {
  const held = await subscribed()
  const body = held.body('update_customer_details', { customerDetails: { lastName: 'King' } })
  expect((await agent.submit(body)).body.status).toBe('complete')
  const [customer] = await rows('select details from customers where owner_id = $1', held.owner)
  expect(customer.details).toMatchObject({ firstName: 'Ada', lastName: 'King', email: 'ada@example.com' })
})

test.each([
  ['vatNumber', { vatNumber: 'GB12' }, 'such as GB123456789'],
  ['timeZone', { timeZone: 'Mars/Olympus' }, 'such as Europe/London'],
  ['locale', { locale: 'not a language' }, 'such as en-GB'],
])('%s must have its form', async (field, customerDetails, says) => {
  const held = await subscribed()
  const body = held.body('update_customer_details', { customerDetails })
  for (const answer of [await agent.preview(body), await agent.submit(body)]) {
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(answer.body.errors).toMatchObject([{ pointer: `/customerDetails/${field}` }])
    expect(answer.body.errors[0].message).toContain(says)
  }
})

test('a customer who moves to another time zone is charged on the days they were promised', async () => {
  const held = await subscribed()
  const zoneOf = async () => (await rows('select time_zone from subscriptions where id = $1', held.id))[0]
  const before = await zoneOf()
  const body = held.body('update_customer_details', { customerDetails: { timeZone: 'Asia/Tokyo' } })
  const preview = await agent.preview(body)
  expect(preview.body.schedule).toEqual(preview.body.scheduleBefore)
  expect((await agent.submit(body)).body.status).toBe('complete')
  expect(await zoneOf()).toEqual(before)
  const [customer] = await rows('select details from customers where owner_id = $1', held.owner)
  expect(customer.details.timeZone).toBe('Asia/Tokyo')
})

test("an external_id that is the subscription's own correlates and is no key", async () => {
  const held = await subscribed()
  const first = await agent.submit(held.body('cancel_intent', { external_id: held.id }))
  const second = await agent.submit(
    held.body('cancel_intent', { external_id: held.id, customFields: { n: 2 } }),
  )
  expect([first.body.external_id, second.body.external_id]).toEqual([held.id, held.id])
  expect(second.body.id).not.toBe(first.body.id)
})

test('twenty orders at once on one subscription are all done, one after the other', async () => {
  const held = await subscribed()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      agent.submit(held.body('update_customer_details', { customerDetails: { [`field${n}`]: n } })),
    ),
  )
  expect(new Set(answers.map((answer) => answer.body.status))).toEqual(new Set(['complete']))
})

test.each([
  ['no subscription', { forSubscription: undefined }, 400, 'invalid_request'],
  ['one that does not exist', { forSubscription: { id: `sub-${'0'.repeat(32)}` } }, 404, 'not_found'],
  ['another owner', { owner: `id-${'0'.repeat(32)}` }, 409, 'conflict'],
  ['a date that has passed', { cancelDate: '2020-01-01' }, 400, 'cancel_date_passed'],
  ['a settlement that there is not', { settle: 'all' }, 400, 'invalid_request'],
  ['a field that does not exist', { cancelDay: '2030-01-01' }, 400, 'invalid_request'],
])('a cancellation with %s is refused by preview and submit alike', async (_, more, status, code) => {
  const held = await subscribed()
  const body = held.body('cancel_subscription', more)
  const answers = [await agent.preview(body), await agent.submit(body)]
  for (const answer of answers) expect([answer.status, answer.body.code]).toEqual([status, code])
})
