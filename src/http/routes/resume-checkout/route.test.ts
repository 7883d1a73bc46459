import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bankBefore } from '../../../../test/support/bank.ts'
import { card, openAsBuyer } from '../../../../test/support/buyer.ts'
import { exchange, fromPage, linkMaker } from '../../../../test/support/links.ts'
import { withServices } from '../../../../test/support/orders.ts'
import { GatewayUnavailable } from '../../../ports/payment-gateway.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const resume = (payload: object, headers = {}) =>
  app().http.inject({ method: 'POST', url: '/api/checkout/resume', headers, payload })

test('200: an order that is complete is answered as often as it is asked for', async () => {
  const buyer = await openAsBuyer(app(), await links.make())
  const { body } = await buyer.order()
  expect(await buyer.resume()).toMatchObject({ status: 200, body })
})

test('402: an order that was declined says so again', async () => {
  const buyer = await openAsBuyer(app(), await links.make())
  const { body } = await buyer.order({ payment: card('tok_declined') })
  expect(await buyer.resume()).toMatchObject({ status: 402, body: { order_id: body.order_id } })
})

test('202: while the gateway does not answer, the order goes on', async () => {
  const bank = bankBefore(app().services.gateway)
  const silent = await withServices(app(), {
    gateway: {
      ...bank.gateway,
      lookup: () => Promise.reject(new GatewayUnavailable('nobody is there')),
    },
  })
  const buyer = await openAsBuyer(silent, await links.make())
  await buyer.order({ payment: card('tok_bank') })
  expect(await buyer.resume()).toMatchObject({ status: 202, body: { status: 'processing' } })
})

test('404: nothing was ordered', async () => {
  const buyer = await openAsBuyer(app(), await links.make())
  expect(await buyer.resume()).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('400: a field that nobody knows', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  const answer = await resume({ checkoutId: link.id, colour: 'green' }, { ...fromPage, cookie })
  expect(answer.statusCode).toBe(400)
})

test('401: without the cookie of the basket nobody is told anything', async () => {
  const link = await links.make()
  const other = await exchange(app(), await links.make())
  expect((await resume({ checkoutId: link.id }, fromPage)).statusCode).toBe(401)
  expect((await resume({ checkoutId: link.id }, { ...fromPage, cookie: other.cookie })).statusCode).toBe(401)
})

test('403: a page of another site', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site', cookie }
  expect((await resume({ checkoutId: link.id }, headers)).statusCode).toBe(403)
})
