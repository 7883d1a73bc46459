import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { ada, card } from '../support/buyer.ts'
import { offerNamed } from '../support/catalog.ts'
import { exchange, linkMaker } from '../support/links.ts'
import { bearer } from '../support/tokens.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
let headers: { authorization: string }
beforeAll(async () => {
  links = await linkMaker(app())
  headers = await bearer(app(), ['orders:write', 'objects:read', 'clock:write'])
})

const call = async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await app().http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  if (answer.statusCode >= 300) throw new Error(answer.body)
  return answer.json()
}

const advance = (how: object) => call('POST', '/api/admin/clock', how)

const list = async (type: string, subscription: string) =>
  (await call('GET', `/api/objects/limio/${type}?subscription=${subscription}&limit=100`)).items

async function buy(path: string, more: object = {}): Promise<{ id: string; subscription: string }> {
  const offer = await offerNamed(app(), path)
  const order = await call('POST', '/api/admin/order', {
    order_type: 'new',
    orderItems: [{ offer: { id: offer.id, version: offer.version } }],
    country: 'GB',
    customerDetails: ada,
    payment: card('tok_ok'),
    process_immediately: true,
    ...more,
  })
  expect(order.status).toBe('complete')
  return { id: order.id, subscription: order.subscriptions[0].id }
}

test('a trial: nothing for fourteen days, then the first payment, then one a month', async () => {
  const { subscription } = await buy('/offers2/Digital Trial')
  expect(await list('payments', subscription)).toEqual([])

  const fortnight = await advance({ advanceBy: 'P14D' })
  expect(fortnight.run).toMatchObject({
    status: 'done',
    counts: { 'invoice.issued': 1, 'payment.captured': 1, 'invoice.paid': 1 },
  })
  expect(await list('payments', subscription)).toMatchObject([{ data: { amount: '9.99', currency: 'GBP' } }])

  const quarter = await advance({ advanceBy: 'P3M' })
  expect(quarter.run.counts).toMatchObject({ 'invoice.issued': 3, 'payment.captured': 3 })
  expect(await list('payments', subscription)).toHaveLength(4)
})

test('an order for a later day: the subscription waits, begins on its day and is charged on it', async () => {
  const startsOn = new Date(Date.parse(app().services.clock.now()) + 10 * 86_400_000)
    .toISOString()
    .slice(0, 10)
  const { subscription } = await buy('/offers2/Digital Monthly', { orderDate: startsOn })
  const before = await call('GET', `/api/objects/limio/subscriptions/${subscription}`)
  expect(before.status).toBe('pending')

  const moved = await advance({ advanceTo: startsOn })
  expect((await call('GET', `/api/objects/limio/subscriptions/${subscription}`)).status).toBe('active')
  expect(await list('payments', subscription)).toHaveLength(1)
  const mine = moved.entries.filter((entry: { id: string }) => entry.id === subscription)
  expect(mine.map((entry: { type: string }) => entry.type)).toContain('subscription.activated')
})

test('a card that fails later: the subscription is past due, and nothing is ever charged twice', async () => {
  const { subscription } = await buy('/offers2/Digital Monthly', { payment: card('tok_ok_then_fails') })
  expect(await list('payments', subscription)).toHaveLength(1)
  const moved = await advance({ advanceBy: 'P1M10D' })
  expect(moved.run.counts).toMatchObject({ 'invoice.collection_failed': 5, 'subscription.past_due': 1 })
  const { rows } = await app().pool.query('select status, past_due from subscriptions where id = $1', [
    subscription,
  ])
  expect(rows).toEqual([{ status: 'active', past_due: true }])
  expect(await list('payments', subscription)).toHaveLength(1)
})

test('a link ends when its days are over by the business clock', async () => {
  const link = await links.make({ beside: { expiresInDays: 5 } })
  expect((await exchange(app(), link)).answer.statusCode).toBe(200)
  const moved = await advance({ advanceBy: 'P5D' })
  expect(moved.entries).toContainEqual(
    expect.objectContaining({ type: 'checkout_link.expired', id: link.linkId }),
  )
  expect((await exchange(app(), link)).answer.statusCode).toBe(410)
})
