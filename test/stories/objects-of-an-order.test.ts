import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { offerNamed, publishSampleCatalog } from '../support/catalog.ts'
import { bearer } from '../support/tokens.ts'

const app = useApp()
let headers: { authorization: string }
let order: {
  id: string
  order_reference: string
  subscriptionReference: string
  owner: string
  subscriptions: unknown[]
}
const externalId = `EXT-${randomUUID()}`
const tracking = { accountId: '0017x00000Q9O9qAAF', campaign: 'win-back', deep: { list: [1, 'two', null] } }

beforeAll(async () => {
  await publishSampleCatalog(app())
  headers = await bearer(app(), ['orders:write', 'objects:read'])
  const offers = await Promise.all(
    ['/offers2/Digital Monthly', '/offers2/Business'].map((path) => offerNamed(app(), path)),
  )
  const answer = await app().http.inject({
    method: 'POST',
    url: '/api/admin/order',
    headers,
    payload: {
      order_type: 'new',
      external_id: externalId,
      country: 'GB',
      payment: { type: 'invoice' },
      process_immediately: true,
      source: 'shop',
      initiated_source: 'salesforce',
      tracking,
      customFields: { companySize: '51-200' },
      customerDetails: { firstName: 'Ada', lastName: 'Byron', email: 'Ada@example.com' },
      billingDetails: { address1: '12 Square', city: 'London', postalCode: 'SW1Y 4JH', country: 'GB' },
      orderItems: offers.map(({ id, version }, n) => ({
        id: `item-${9 - n}`,
        offer: { id, version },
        quantity: 1,
      })),
    },
  })
  expect([answer.statusCode, answer.json().status]).toEqual([200, 'complete'])
  order = answer.json()
})

const get = async (path: string) =>
  (await app().http.inject({ url: `/api/objects/limio/${path}`, headers })).json()

test('an order read again is what its submit answered, with its price and what came with it', async () => {
  const read = await get(`orders/${order.id}`)
  const { subscriptions, ...answered } = order
  expect(read).toMatchObject(answered)
  expect(read.data.subscriptions).toEqual(subscriptions)
  expect(read.data).toMatchObject({
    source: 'shop',
    initiated_source: 'salesforce',
    customFields: { companySize: '51-200' },
    currency: 'GBP',
  })
  expect(read.data.tracking).toEqual(tracking)
  expect(read.data.total).toMatch(/^[1-9]\d*\.\d\d$/)
})

test('what the caller gave, the account and the e-mail each find the order', async () => {
  for (const query of [
    `external_id=${externalId}`,
    `accountId=${tracking.accountId}`,
    'email=ada@example.com',
    `reference=${order.order_reference}`,
  ]) {
    const { items } = await get(`orders?${query}`)
    expect([query, items.map(({ id }: { id: string }) => id)]).toEqual([query, [order.id]])
  }
})

test('what belongs to the order is all there, and its invoice sums to its total', async () => {
  const { items } = await get(`orders/${order.id}/related?limit=100`)
  const types = new Set(items.map(({ record_type }: { record_type: string }) => record_type))
  for (const type of [
    'customer',
    'address',
    'subscription',
    'subscription_offer',
    'schedule',
    'invoice',
    'event',
    'identity',
  ])
    expect([...types]).toContain(type)
  const invoice = items.find(({ record_type }: { record_type: string }) => record_type === 'invoice')
  expect(invoice.data.amount).toBe((await get(`orders/${order.id}`)).data.total)
})

test('its subscription shows its offer, its future charges and the tracking of the order', async () => {
  const { items } = await get(`subscriptions?reference=${order.subscriptionReference}`)
  const subscription = await get(`subscriptions/${items[0].id}`)
  expect(subscription.status).toBe('active')
  expect(subscription.ref.startsWith(`${order.id}/`)).toBe(true)
  expect(subscription.offers).toHaveLength(1)
  expect(subscription.schedule.length).toBeGreaterThan(0)
  expect(subscription.data.tracking).toEqual(tracking)
})
