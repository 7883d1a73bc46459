import { beforeAll, beforeEach, expect, test } from 'vitest'
import { orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { card } from '../../../../test/support/buyer.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()
let agent: Awaited<ReturnType<typeof orderAgent>>
let headers: { authorization: string }
beforeAll(async () => {
  agent = await orderAgent(app(), ['order:update_refund'])
  headers = await bearer(app(), ['order:update_refund'])
})
let year = 2026
beforeEach(async () => {
  year += 1
  await app().services.moveClock(`${year}-01-01T12:00:00.000Z`)
})

const settle = (id: string, payload: object, as = headers) =>
  app().http.inject({ method: 'POST', url: `/api/admin/refunds/${id}/settle`, headers: as, payload })
const rows = async (text: string, ...values: unknown[]) => (await app().pool.query(text, values)).rows

/** £10.00 of a year that was paid; `from`: how the payment is told apart from one of our gateway's own. */
async function refundOf(from: string | undefined) {
  const bought = await agent.submit(
    await agent.orderOf('/offers2/Digital Annual', { payment: card('tok_ok') }),
  )
  const { owner, subscriptions } = bought.body
  if (from !== undefined) await app().pool.query(`update payments set ${from} where owner_id = $1`, [owner])
  const credited = await agent.submit({
    order_type: 'credit_memo',
    process_immediately: true,
    forSubscription: { id: subscriptions[0].id },
    amount: '10.00',
    as: 'refund',
    reason: 'goodwill',
  })
  expect(credited.body.status).toBe('complete')
  const [{ id }] = await rows('select id from refunds where owner_id = $1', owner)
  return {
    id,
    state: async () => (await rows('select status, gateway_reference from refunds where id = $1', id))[0],
    memo: async () =>
      (await rows('select refunded, remaining from credit_memos where owner_id = $1', owner))[0],
    events: async () =>
      (
        await rows(`select type from events where owner_id = $1 and type like 'refund.%' order by seq`, owner)
      ).map(({ type }) => type),
  }
}

const ways = [
  ['was taken by a gateway of before', `gateway = 'gone'`],
  ['was paid elsewhere', 'elsewhere = true'],
] as const

test.each(ways)('200: money that %s went back by hand, once', async (_, from) => {
  const refund = await refundOf(from)
  expect(await refund.state()).toEqual({ status: 'pending', gateway_reference: null })
  const said = { status: 'refunded', reference: 'HSBC-17' }
  const answers = await Promise.all([1, 2, 3, 4].map(() => settle(refund.id, said)))
  for (const answer of answers) {
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ id: refund.id, status: 'refunded', gatewayReference: 'HSBC-17' })
  }
  expect((await settle(refund.id, { status: 'refunded' })).statusCode).toBe(200)
  expect(await refund.events()).toEqual(['refund.requested', 'refund.succeeded'])
  expect(await refund.memo()).toEqual({ refunded: 1000, remaining: 0 })
})

test('200: what did not go back is balance again', async () => {
  const refund = await refundOf(ways[0][1])
  expect((await settle(refund.id, { status: 'failed' })).json()).toMatchObject({ status: 'failed' })
  expect(await refund.memo()).toEqual({ refunded: 0, remaining: 1000 })
  expect(await refund.events()).toEqual(['refund.requested', 'refund.failed'])
})

test.each([
  [{}],
  [{ status: 'pending' }],
  [{ status: 'refunded', reference: '' }],
  [{ status: 'failed', amount: '1' }],
])('400: %j', async (payload) => {
  const answer = await settle('refund-1', payload)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_request'])
})

test('401: without a token', async () => {
  const url = '/api/admin/refunds/refund-1/settle'
  expect((await app().http.inject({ method: 'POST', url, payload: { status: 'failed' } })).statusCode).toBe(
    401,
  )
})

test('403: without the scope', async () => {
  const answer = await settle('refund-1', { status: 'failed' }, await bearer(app(), ['orders:write']))
  expect(answer.statusCode).toBe(403)
})

test('404: no such refund', async () => {
  const answer = await settle('refund-1', { status: 'failed' })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'not_found'])
})

test('409: what our gateway took it sends back itself, however long that takes', async () => {
  const refund = await refundOf(undefined)
  const refuse = async () => {
    const answer = await settle(refund.id, { status: 'failed' })
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'conflict'])
    expect(answer.json().detail).toContain('sandbox took this money')
  }
  await refuse()
  await app().pool.query(`update refunds set status = 'pending' where id = $1`, [refund.id])
  await refuse()
  expect((await refund.state()).status).toBe('pending')
})

test.each([[{ status: 'failed' }], [{ status: 'refunded', reference: 'HSBC-18' }]])(
  '409: it was settled otherwise than %j',
  async (other) => {
    const refund = await refundOf(ways[1][1])
    await settle(refund.id, { status: 'refunded', reference: 'HSBC-17' })
    const answer = await settle(refund.id, other)
    expect([answer.statusCode, answer.json().detail]).toEqual([
      409,
      'The refund is refunded already, as HSBC-17.',
    ])
    expect(await refund.state()).toEqual({ status: 'refunded', gateway_reference: 'HSBC-17' })
  },
)
