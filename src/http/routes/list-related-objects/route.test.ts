import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { type SeededOrder, seedOrder } from '../../../../test/support/seed-objects.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()
let seeded: SeededOrder
let all: { authorization: string }

beforeAll(async () => {
  seeded = await seedOrder(app(), { n: 1 })
  await seedOrder(app(), { n: 2 })
  all = await bearer(app(), ['objects:read'])
})

const related = (path: string, query = '', headers: Record<string, string> = all) =>
  app().http.inject({ url: `/api/objects/limio/${path}/related${query}`, headers })
const typesOf = (answer: { json: () => { items: { record_type: string }[] } }) =>
  answer
    .json()
    .items.map(({ record_type }) => record_type)
    .sort()

const ofSubscription = [
  'address',
  'credit_memo',
  'customer',
  'event',
  'identity',
  'invoice',
  'order',
  'payment',
  'payment_method',
  'refund',
  'schedule',
  'subscription_offer',
  'user_entitlement',
]

test.each([
  [
    'orders',
    [
      'address',
      'credit_memo',
      'customer',
      'event',
      'identity',
      'invoice',
      'payment',
      'payment_method',
      'process_event',
      'refund',
      'schedule',
      'subscription',
      'subscription_offer',
      'user_entitlement',
    ],
  ],
  ['subscriptions', ofSubscription],
  [
    'customers',
    [
      'address',
      'credit_memo',
      'event',
      'identity',
      'invoice',
      'order',
      'payment',
      'payment_method',
      'refund',
      'schedule',
      'subscription',
      'subscription_offer',
      'user_entitlement',
    ],
  ],
  ['subscription_offers', ['customer', 'identity', 'order', 'subscription']],
  ['user_entitlements', ['customer', 'identity', 'order', 'subscription']],
  ['schedules', ['customer', 'identity', 'order', 'subscription']],
  ['addresses', ['customer', 'identity', 'order']],
  ['payment_methods', ['customer', 'identity', 'order', 'payment']],
  ['invoices', ['credit_memo', 'customer', 'identity', 'order', 'payment', 'refund', 'subscription']],
  ['payments', ['customer', 'identity', 'invoice', 'order', 'payment_method', 'refund', 'subscription']],
  ['credit_memos', ['customer', 'identity', 'invoice', 'order', 'refund', 'subscription']],
  ['refunds', ['credit_memo', 'customer', 'identity', 'invoice', 'order', 'payment', 'subscription']],
  ['events', ['identity', 'order']],
])('200: what belongs to one of %s, and nothing of another order', async (type, expected) => {
  const answer = await related(`${type}/${seeded.ids[type]}`)
  expect(answer.statusCode).toBe(200)
  expect(typesOf(answer)).toEqual(expected)
  const owners = answer.json().items.map(({ owner }: { owner: string }) => owner)
  expect(new Set(owners)).toEqual(new Set([seeded.ownerId]))
})

test('200: an identity has everything of its owner, a process event its order', async () => {
  const answer = await related(`identities/${seeded.ownerId}`)
  expect(typesOf(answer)).toContain('customer')
  expect(typesOf(answer)).toContain('subscription')
  expect(typesOf(await related(`process/${seeded.ids.process_events}`))).toEqual([
    'event',
    'identity',
    'order',
  ])
})

test('200: one at a time it is the same list as all at once', async () => {
  const whole = (await related(`orders/${seeded.orderId}`)).json()
  const seen: string[] = []
  let query = '?limit=1'
  for (;;) {
    const page = (await related(`orders/${seeded.orderId}`, query)).json()
    seen.push(...page.items.map(({ id }: { id: string }) => id))
    if (page.queryMore === null) break
    query = `?limit=1&queryMore=${encodeURIComponent(page.queryMore)}`
  }
  expect(seen).toEqual(whole.items.map(({ id }: { id: string }) => id))
})

test('200: related objects look the same as read by id', async () => {
  const items: { id: string; record_type: string }[] = (await related(`orders/${seeded.orderId}`)).json()
    .items
  for (const item of items.filter(({ record_type }) => record_type !== 'subscription')) {
    const alone = await app().http.inject({
      url: `/api/objects/limio/${item.record_type}/${item.id}`,
      headers: all,
    })
    expect(alone.json()).toEqual(item)
  }
})

test('400: a cursor of another object, an unknown parameter, another service', async () => {
  const cursor = (await related(`orders/${seeded.orderId}`, '?limit=1')).json().queryMore
  const foreign = await related(
    `subscriptions/${seeded.subscriptionId}`,
    `?queryMore=${encodeURIComponent(cursor)}`,
  )
  expect(foreign.statusCode).toBe(400)
  expect(foreign.json().errors).toMatchObject([{ pointer: '?queryMore' }])
  const unknown = await related(`orders/${seeded.orderId}`, '?status=complete')
  expect(unknown.json().errors).toMatchObject([{ pointer: '?status' }])
  const zuora = await app().http.inject({ url: '/api/objects/zuora/orders/x/related', headers: all })
  expect(zuora.json().code).toBe('not_supported')
})

test('401: without a token', async () => {
  expect((await related(`orders/${seeded.orderId}`, '', {})).statusCode).toBe(401)
})

test('403: orders:read does not reach beyond the order', async () => {
  const orders = await bearer(app(), ['orders:read'])
  expect((await related(`orders/${seeded.orderId}`, '', orders)).statusCode).toBe(403)
})

test('404: an unknown object', async () => {
  expect((await related('orders/order-0')).statusCode).toBe(404)
  expect((await related(`subscriptions/${seeded.orderId}`)).statusCode).toBe(404)
})
