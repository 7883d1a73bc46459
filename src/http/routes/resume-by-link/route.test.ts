import { beforeAll, beforeEach, expect, test } from 'vitest'
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

const resumeWith = (payload: object, headers: object = fromPage) =>
  app().http.inject({ method: 'POST', url: '/api/pay/resume', headers: { ...headers }, payload })

test('200: an invoice that is paid is so as often as it is asked for, whoever paid it', async () => {
  await owed.holder.pay(card('tok_ok'))
  for (let asked = 0; asked < 2; asked += 1)
    expect(await owed.holder.resume()).toMatchObject({ status: 200, body: { status: 'complete' } })
})

test('200: while the bank waits, where that is', async () => {
  const sent = await owed.holder.pay(card('tok_3ds'))
  expect(await owed.holder.resume()).toMatchObject({ status: 200, body: sent.body })
})

test('202: while the gateway does not answer', async () => {
  await owed.holder.pay(card('tok_3ds'))
  const gateway = {
    ...app().services.gateway,
    lookup: () => Promise.reject(new GatewayUnavailable('nobody is there')),
  }
  const silent = await withServices(app(), { gateway })
  expect(await holderOf(silent, owed.holder.token).resume()).toMatchObject({ status: 202 })
})

test('402: a payment that was declined says so again, and names no order', async () => {
  await owed.holder.pay(card('tok_declined'))
  const answer = await owed.holder.resume()
  expect(answer).toMatchObject({ status: 402, body: { decline_code: 'card_declined' } })
  expect(answer.body).not.toHaveProperty('order_id')
})

test('400: a field that nobody knows', async () => {
  const { token } = owed.holder
  expect((await resumeWith({ token, colour: 'green' })).statusCode).toBe(400)
})

test('403: a page of another site', async () => {
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }
  expect((await resumeWith({ token: owed.holder.token }, headers)).statusCode).toBe(403)
})

test('404: nobody has begun to pay; a link that nobody signed', async () => {
  expect(await owed.holder.resume()).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(await holderOf(app(), 'what.ever').resume()).toMatchObject({
    status: 404,
    body: { code: 'link_unknown' },
  })
})
