import { beforeAll, expect, test } from 'vitest'
import { processOrder } from '../../src/orders/process.ts'
import { useApp } from '../support/app.ts'
import { type Asked, calloutServer, isSigned, json } from '../support/callout-server.ts'
import { plainOffer, useCatalogApi } from '../support/catalog-api.ts'
import { external, usePayers } from '../support/payers.ts'
import { bearer } from '../support/tokens.ts'

/** Money that another system takes, where that system is asked first. */

const app = useApp()
const catalog = useCatalogApi(app)
const { agent, rows } = usePayers(app)

const anyMeans = '/offers2/Any Means'
let authorization: Record<string, string>
beforeAll(async () => {
  authorization = await bearer(app(), ['settings:write', 'settings:read'])
  await catalog.put(anyMeans, plainOffer({ payment_types__limio: ['external', 'zuora_card', 'invoice'] }))
  await catalog.publish(anyMeans)
})

const putSettings = (paymentCallouts: object) =>
  app().http.inject({
    method: 'PUT',
    url: '/api/admin/settings',
    headers: authorization,
    payload: { paymentCallouts },
  })

async function asking(url: string): Promise<string> {
  const answer = await putSettings({ bank: { url } })
  return answer.json().paymentCallouts.bank.secret
}

const invoicesOf = (orderId: string) =>
  rows('select status, balance, payment_type from invoices where order_id = $1', orderId)
const paymentsOf = (orderId: string) =>
  rows('select gateway, gateway_reference, elsewhere, amount from payments where order_id = $1', orderId)

test('confirmed: the order completes with its payment, and the system was asked once', async () => {
  const server = await calloutServer(json({ confirmed: true }))
  const secret = await asking(server.url)
  const body = await agent().orderOf(anyMeans, { payment: external('C-1') })
  const preview = await agent().preview(body)
  expect(preview.body.preview.paidAmount).toBe('9.99')
  expect(server.asked).toEqual([])
  const { body: order } = await agent().submit({ ...body, expected_fingerprint: preview.body.fingerprint })
  expect(order.status).toBe('complete')
  expect(server.asked.map(({ question }: Asked) => question)).toEqual([
    {
      action: 'confirm',
      order: order.id,
      gateway: 'bank',
      reference: 'C-1',
      amount: '9.99',
      currency: 'GBP',
    },
  ])
  expect(server.asked.every((one) => isSigned(one, secret))).toBe(true)
  expect(await invoicesOf(order.id)).toEqual([{ status: 'paid', balance: 0, payment_type: 'external' }])
  expect(await paymentsOf(order.id)).toEqual([
    { gateway: 'bank', gateway_reference: 'C-1', elsewhere: true, amount: 999 },
  ])
  expect(await rows('select type from payment_methods where order_id = $1', order.id)).toEqual([
    { type: 'external' },
  ])
})

test('not confirmed: 402 with the code; the same order is paid with another reference', async () => {
  const server = await calloutServer(json({ confirmed: false, code: 'unknown_reference' }))
  await asking(server.url)
  const body = await agent().orderOf(anyMeans, { external_id: 'C-2', payment: external('wrong') })
  const declined = await agent().submit(body)
  expect(declined).toMatchObject({
    status: 402,
    body: {
      code: 'payment_declined',
      decline_code: 'unknown_reference',
      detail: 'bank did not confirm the payment.',
    },
  })
  expect(await paymentsOf(declined.body.order_id)).toEqual([])
  server.answer(json({ confirmed: true }))
  const paid = await agent().submit({ ...body, payment: external('C-2') })
  expect(paid.body).toMatchObject({ id: declined.body.order_id, status: 'complete' })
  expect(await paymentsOf(paid.body.id)).toMatchObject([{ gateway_reference: 'C-2' }])
})

test('an answer that is lost is asked for again under the same key, and the order waits meanwhile', async () => {
  const server = await calloutServer((response) => response.destroy())
  await asking(server.url)
  const { body: order } = await agent().submit(await agent().orderOf(anyMeans, { payment: external('C-3') }))
  expect(order.status).toBe('processing')
  expect(await invoicesOf(order.id)).toEqual([])
  server.answer(json({ confirmed: true }))
  await app().pool.query('update orders set lease_until = null, lease_holder = null where id = $1', [
    order.id,
  ])
  await processOrder(app().services, order.id)
  expect(await invoicesOf(order.id)).toMatchObject([{ status: 'paid' }])
  expect(await paymentsOf(order.id)).toHaveLength(1)
  expect(server.asked.length).toBeGreaterThan(1)
  expect(new Set(server.asked.map(({ key }) => key))).toEqual(new Set([`${order.id}:auth:1`]))
})

test('nothing is asked where nothing is due, and of a gateway that is not configured', async () => {
  const server = await calloutServer(json({ confirmed: false }))
  await asking(server.url)
  const later = `${Number(app().services.clock.now().slice(0, 4))}-03-01`
  const orders = [
    await agent().orderOf(anyMeans, { payment: external('C-4'), orderDate: later }),
    await agent().orderOf(anyMeans, {
      payment: { type: 'external', external: { provider: 'constructor', reference: 'C-5' } },
    }),
  ]
  for (const body of orders) expect((await agent().submit(body)).body.status).toBe('complete')
  expect(server.asked).toEqual([])
})

test.each([
  'http://pay.example.com/confirm',
  'https://user:secret@pay.example.com/',
  'https://pay.example.com/#here',
  'ftp://pay.example.com/',
])('a system is asked over TLS alone: %s', async (url) => {
  const answer = await putSettings({ 'a/b': { url } })
  expect(answer.json()).toMatchObject({
    code: 'invalid_request',
    errors: [{ pointer: expect.stringContaining('/paymentCallouts/') }],
  })
})

test('a gateway of our own is nobody else to ask', async () => {
  const answer = await putSettings({ stripe: { url: 'https://pay.example.com/confirm' } })
  expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/paymentCallouts/stripe' }] })
})

test('its secret is shown and never kept', async () => {
  await putSettings({ bank: { url: 'https://pay.example.com/confirm', secret: 'mine' } })
  const [{ value }] = await rows(`select value from settings where key = 'settings'`)
  expect(value.paymentCallouts).toEqual({ bank: { url: 'https://pay.example.com/confirm' } })
  const shown = await app().http.inject({ url: '/api/admin/settings', headers: authorization })
  expect(shown.json().paymentCallouts.bank.secret).toMatch(/^[\w-]{43}$/)
})
