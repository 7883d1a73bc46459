import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { type SeededOrder, seedOrder } from '../../../../test/support/seed-objects.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()
let seeded: SeededOrder
let all: { authorization: string }

beforeAll(async () => {
  seeded = await seedOrder(app(), { n: 1, accountId: '0017x00000Q9O9qAAF' })
  all = await bearer(app(), ['objects:read'])
})

const get = (path: string, headers: Record<string, string> = all) =>
  app().http.inject({ url: `/api/objects/limio/${path}`, headers })

test('200: an order carries what was sent, what it came to and how it was paid', async () => {
  const answer = await get(`orders/${seeded.orderId}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    id: seeded.orderId,
    record_type: 'order',
    service: 'limio',
    mode: 'production',
    status: 'complete',
    reference: 'ORD000000001',
    owner: seeded.ownerId,
    external_id: 'EXT-1',
    subscriptionReference: 'SUB000000001',
    created: '2026-11-22T05:00:00.000Z',
    data: {
      order_type: 'new',
      checkoutId: 'basket-1',
      source: 'shop',
      initiated_source: 'salesforce',
      tracking: { campaign: 'win-back', deep: { x: 1 } },
      customFields: { size: '51-200' },
      orderDate: '2026-11-22',
      orderItems: [{ id: 'item-1', type: 'offer', quantity: 25 }],
      total: '300.00',
      currency: 'GBP',
      attempts: [{ n: 1, state: 'captured', amount: '300.00', gateway: 'sandbox', decline_code: null }],
      failure: null,
      subscriptions: [{ id: seeded.subscriptionId, reference: 'SUB000000001', orderItemId: 'item-1' }],
    },
  })
})

test('200: a subscription by id carries its offers, add-ons and schedule', async () => {
  const subscription = (await get(`subscriptions/${seeded.subscriptionId}`)).json()
  expect(subscription).toMatchObject({
    name: 'SUB000000001',
    ref: `${seeded.orderId}/item-1`,
    customer: seeded.ids.customers,
    data: {
      quantity: 25,
      price: { amount: '12.00', currency: 'GBP' },
      tracking: { campaign: 'win-back' },
      termEndDate: null,
    },
    offers: [{ record_type: 'subscription_offer', data: { record_subtype: 'base' } }],
    addOns: [],
    schedule: [{ record_type: 'schedule', data: { date: '2026-12-22', amount: '300.00', currency: 'GBP' } }],
    pendingChanges: [
      {
        id: seeded.ids.pending_changes,
        kind: 'change_offer',
        status: 'pending',
        effectiveDate: '2026-12-22',
        summary: 'Pro takes the place of Business',
        order: seeded.orderId,
        ends: [seeded.ids.subscription_offers],
        starts: [expect.stringMatching(/^subscription_offer-/)],
      },
    ],
  })
})

test.each([
  ['customers', 'customer', { email: 'ada@example.com', nickname: 'A' }],
  ['subscription_offers', 'subscription_offer', { price: { amount: '12.00', currency: 'GBP' } }],
  ['schedules', 'schedule', { amountWithoutTax: '300.00', lineItems: [{ chargeName: 'Monthly' }] }],
  ['addresses', 'address', { city: 'London' }],
  ['payment_methods', 'payment_method', { card: { brand: 'visa', last4: '4242', exp_year: 2030 } }],
  [
    'invoices',
    'invoice',
    { amount: '300.00', balance: '0.00', invoiceItems: [{ quantity: 25, credited: '24.00' }] },
  ],
  ['payments', 'payment', { amount: '300.00', refunded: '10.00', currency: 'GBP' }],
  [
    'credit_memos',
    'credit_memo',
    { amount: '24.00', balance: '14.00', refunded: '10.00', creditMemoItems: [{ invoiceItemId: 'line-1' }] },
  ],
  ['refunds', 'refund', { amount: '10.00', currency: 'GBP', gatewayReference: null }],
  ['user_entitlements', 'user_entitlement', { product: { path: '/products/Business' } }],
  ['events', 'event', { type: 'order.completed', data: { tracking: { campaign: 'win-back' } } }],
])('200: %s are read in plural and singular', async (plural, singular, data) => {
  const id = seeded.ids[plural]
  const answer = await get(`${plural}/${id}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ id, record_type: singular, service: 'limio', data })
  expect((await get(`${singular}/${id}`)).json()).toEqual(answer.json())
})

test('200: a change that was carried out or withdrawn lies ahead no more', async () => {
  const other = await seedOrder(app(), { n: 2 })
  await app().pool.query(`update pending_changes set status = 'done' where id = $1`, [
    other.ids.pending_changes,
  ])
  expect((await get(`subscriptions/${other.subscriptionId}`)).json().pendingChanges).toEqual([])
})

test('200: a discount on a subscription says what it takes off', async () => {
  await app().pool.query(`update subscription_offers set discount = $2 where id = $1`, [
    seeded.ids.subscription_offers,
    JSON.stringify({ name: 'TEN', percentage: 81_250 }),
  ])
  expect((await get(`subscription_offers/${seeded.ids.subscription_offers}`)).json().data).toMatchObject({
    discount: { name: 'TEN', percentage: '8.125', amount: null, subscriptionOffers: null },
    replaces: null,
  })
})

test('200: identities and process events are read', async () => {
  expect((await get(`identities/${seeded.ownerId}`)).json()).toMatchObject({
    record_type: 'identity',
    data: { accountId: '0017x00000Q9O9qAAF' },
  })
  expect((await get(`process/${seeded.ids.process_events}`)).json()).toMatchObject({
    record_type: 'process_event',
    status: 'processed',
    related: seeded.orderId,
  })
})

test('200: no object shows a token or the reference of a saved method', async () => {
  const paths = ['orders', 'payment_methods'].map((type) => `${type}/${seeded.ids[type]}`)
  const answers = await Promise.all(paths.map((path) => get(path)))
  for (const answer of answers) {
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toMatch(/tok_secret|secret-method-reference/)
  }
})

test('400: a service or a type of a later version is not supported', async () => {
  for (const path of ['zuora/orders/x', 'salesforce/orders/x']) {
    const answer = await app().http.inject({ url: `/api/objects/${path}`, headers: all })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().code).toBe('not_supported')
  }
})

test('400: an unknown query parameter is named', async () => {
  const answer = await get(`orders/${seeded.orderId}?expand=all`)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toMatchObject([{ pointer: '?expand' }])
})

test('401: without a token', async () => {
  expect((await get(`orders/${seeded.orderId}`, {})).statusCode).toBe(401)
})

test('403: orders:read reads orders and process alone', async () => {
  const orders = await bearer(app(), ['orders:read'])
  expect((await get(`orders/${seeded.orderId}`, orders)).statusCode).toBe(200)
  expect((await get(`process/${seeded.ids.process_events}`, orders)).statusCode).toBe(200)
  const answer = await get(`customers/${seeded.ids.customers}`, orders)
  expect(answer.statusCode).toBe(403)
  expect(answer.json().code).toBe('insufficient_scope')
  expect(answer.headers['www-authenticate']).toContain('scope="objects:read"')
})

test('403: another scope reads nothing', async () => {
  const other = await bearer(app(), ['orders:write'])
  expect((await get(`orders/${seeded.orderId}`, other)).statusCode).toBe(403)
})

test('404: an unknown id, type or service', async () => {
  for (const path of [
    'limio/orders/order-0',
    'limio/things/x',
    'nobody/orders/x',
    `limio/customers/${seeded.orderId}`,
  ]) {
    const answer = await app().http.inject({ url: `/api/objects/${path}`, headers: all })
    expect(answer.statusCode).toBe(404)
    expect(answer.json().code).toBe('not_found')
  }
})
