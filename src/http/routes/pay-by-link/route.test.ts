import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { card } from '../../../../test/support/buyer.ts'
import { fromPage } from '../../../../test/support/links.ts'
import { withServices } from '../../../../test/support/orders.ts'
import { holderOf, owedByInvoice } from '../../../../test/support/pay-links.ts'
import { GatewayUnavailable } from '../../../ports/payment-gateway.ts'

const app = useApp()
let agent: Agent
let owed: Awaited<ReturnType<typeof owedByInvoice>>
beforeAll(async () => {
  agent = await orderAgent(app())
})
beforeEach(async () => {
  owed = await owedByInvoice(app(), agent)
})

const payWith = (more: object, headers: object = fromPage) =>
  app().http.inject({
    method: 'POST',
    url: '/api/pay',
    headers: { ...headers },
    payload: { token: owed.holder.token, ...more },
  })

describe('200', () => {
  test('paid by a card, and nothing of the order is told; the subscription goes on by invoice', async () => {
    const answer = await owed.holder.pay(card('tok_ok'))
    expect([answer.status, answer.body]).toEqual([200, { status: 'complete' }])
    const { rows } = await app().pool.query('select payment from subscriptions where id = $1', [
      owed.subscriptionId,
    ])
    expect(rows[0].payment.type).toBe('invoice')
  })

  test('what is paid is answered as paid, whatever is offered', async () => {
    await owed.holder.pay(card('tok_ok'))
    expect((await owed.holder.pay(card('tok_declined'))).body).toEqual({ status: 'complete' })
  })

  test('a bank that wants to see the customer: where it waits, and a cookie to come back by', async () => {
    const answer = await owed.holder.pay(card('tok_3ds'))
    expect(answer.body).toMatchObject({ status: 'pending-payment', nextAction: { type: 'redirect' } })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^pay-[0-9a-f]{12}=/)
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Max-Age=7200']) expect(cookie).toContain(part)
  })
})

test('202: while the gateway does not answer, the payment goes on', async () => {
  const silence = () => Promise.reject(new GatewayUnavailable('nobody is there'))
  const gateway = { ...app().services.gateway, authorise: silence, lookup: silence }
  const silent = await withServices(app(), { gateway })
  const answer = await holderOf(silent, owed.holder.token).pay(card('tok_ok'))
  expect([answer.status, answer.body]).toEqual([202, { status: 'processing' }])
})

test.each([
  ['a field that nobody knows', { colour: 'green' }, '/colour'],
  [
    'a saved method by its id',
    { payment: { type: 'token', token: { id: `pm-${'0'.repeat(32)}` } } },
    '/payment/type',
  ],
  ['an invoice for an invoice', { payment: { type: 'invoice' } }, '/payment/type'],
  ['no token', { token: undefined }, '/token'],
])('400: %s', async (_, more, pointer) => {
  const answer = await payWith(more)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors[0].pointer).toBe(pointer)
})

test('400: a card of a gateway that is not here', async () => {
  const answer = await payWith({ payment: { type: 'stripe', stripe: { token: 'ctoken_1' } } })
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'payment_type_not_allowed'])
})

test('402: the bank says no, and why', async () => {
  expect(await owed.holder.pay(card('tok_insufficient_funds'))).toMatchObject({
    status: 402,
    body: { decline_code: 'insufficient_funds', retryable: true },
  })
})

test.each([
  ['of another site', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }],
  ['as a form', { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }],
])('403: a call %s', async (_, headers) => {
  expect((await payWith({}, headers)).statusCode).toBe(403)
})

test('404: a token that nobody signed', async () => {
  expect(await holderOf(app(), 'what.ever').pay()).toMatchObject({
    status: 404,
    body: { code: 'link_unknown' },
  })
})

test('409: no card is saved, and none is brought', async () => {
  expect(await owed.holder.pay()).toMatchObject({ status: 409, body: { code: 'card_needed' } })
})

test('429: whoever tries card after card is held up, for this invoice alone', async () => {
  for (let tries = 0; tries < 10; tries += 1)
    expect((await owed.holder.pay(card('tok_declined'))).status).toBe(402)
  const answer = await owed.holder.pay(card('tok_ok'))
  expect([answer.status, answer.body.code]).toEqual([429, 'rate_limited'])
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  const other = await owedByInvoice(app(), agent)
  expect((await other.holder.pay(card('tok_ok'))).status).toBe(200)
})
