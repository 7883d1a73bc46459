import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { publishSampleCatalog } from '../../test/support/catalog.ts'
import { attemptsOf, booksOf, madeBy, ordersByClient, runQueued } from '../../test/support/orders.ts'

const app = useApp()
let client: Awaited<ReturnType<typeof ordersByClient>>
const monthly = '/offers2/Digital Monthly'

beforeAll(async () => {
  await publishSampleCatalog(app())
  await app().services.moveClock('2027-03-14T12:00:00.000Z')
  client = await ordersByClient(app())
})

async function methodOf(orderId: string): Promise<{ id: string; gateway_reference: string }> {
  const { rows } = await app().pool.query(
    'select id, gateway_reference from payment_methods where order_id = $1',
    [orderId],
  )
  return rows[0]
}

test('a trial takes no money, and saves the card for later', async () => {
  const { body } = await client.order('/offers2/Digital Trial')
  expect(body).toMatchObject({ status: 'complete' })
  expect(await attemptsOf(app(), body.id)).toEqual([['captured', 0]])
  expect(await booksOf(app(), body.id)).toEqual([['authorised', 0]])
  expect(await madeBy(app(), body.id, 'payments')).toBe(0)
  expect(await madeBy(app(), body.id, 'invoices')).toBe(0)
  const { gateway_reference } = await methodOf(body.id)
  const later = {
    key: 'later',
    amount: 999,
    currency: 'GBP',
    offSession: true,
    payer: { ownerId: 'id-1', email: undefined },
    returnUrl: 'http://127.0.0.1/back',
  } as const
  const source = { kind: 'saved', reference: gateway_reference } as const
  expect(await app().services.gateway.authorise({ ...later, source })).toMatchObject({ state: 'authorised' })
})

test('a card that is declined for a trial buys nothing', async () => {
  const payment = { type: 'sandbox', sandbox: { token: 'tok_declined' } }
  const { status, body } = await client.order('/offers2/Digital Trial', { payment })
  expect(status).toBe(402)
  expect(await madeBy(app(), body.order_id, 'subscriptions')).toBe(0)
})

test('a back-dated order pays every period that has begun, on one invoice', async () => {
  const { body } = await client.order(monthly, { orderDate: '2026-12-14' })
  const { rows } = await app().pool.query(
    'select total::int, balance::int, status, jsonb_array_length(lines) as lines from invoices where order_id = $1',
    [body.id],
  )
  expect(rows).toEqual([{ total: 3996, balance: 0, status: 'paid', lines: 4 }])
  expect(await booksOf(app(), body.id)).toEqual([['captured', 3996]])
})

test('an order for a later day takes nothing today and saves the card', async () => {
  const { body } = await client.order(monthly, { orderDate: '2027-04-01' })
  expect(await booksOf(app(), body.id)).toEqual([['authorised', 0]])
  expect(await madeBy(app(), body.id, 'payment_methods')).toBe(1)
})

test('a saved card pays the next order of its owner, and is not saved twice', async () => {
  const first = await client.order(monthly)
  const saved = await methodOf(first.body.id)
  const payment = { type: 'token', token: { id: saved.id } }
  const next = await client.order(monthly, { owner: first.body.owner, payment })
  expect(next.body).toMatchObject({ status: 'complete', owner: first.body.owner })
  expect(await booksOf(app(), next.body.id)).toEqual([['captured', 999]])
  expect(await madeBy(app(), next.body.id, 'payment_methods')).toBe(0)
  const { rows } = await app().pool.query('select payment_method_id from payments where order_id = $1', [
    next.body.id,
  ])
  expect(rows).toEqual([{ payment_method_id: saved.id }])
})

test("a saved card of somebody else's is not there", async () => {
  const first = await client.order(monthly)
  const stranger = await client.order(monthly)
  const saved = await methodOf(first.body.id)
  const payment = { type: 'token', token: { id: saved.id } }
  const answer = await client.order(monthly, { owner: stranger.body.owner, payment })
  expect(answer).toMatchObject({ status: 404, body: { errors: [{ pointer: '/payment/token/id' }] } })
})

test('a queued order is paid when the queue runs it, once', async () => {
  const queued = await client.order(monthly, { process_immediately: false })
  expect(queued.body).toMatchObject({ status: 'submitted', subscriptions: [] })
  expect(await booksOf(app(), queued.body.id)).toEqual([])
  await runQueued(app(), queued.body.id)
  await runQueued(app(), queued.body.id)
  expect(await booksOf(app(), queued.body.id)).toEqual([['captured', 999]])
})
