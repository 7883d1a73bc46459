import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { ada } from '../support/buyer.ts'
import { linkMaker, sampleOffer } from '../support/links.ts'
import { bearer } from '../support/tokens.ts'

/** What a caller sends comes out again as it went in, and what the server answered can be sent back to it. */

const app = useApp()
let agent: Agent
let headers: { authorization: string }
beforeAll(async () => {
  agent = await orderAgent(app())
  headers = await bearer(app(), ['objects:read'])
})

const read = async (path: string) =>
  (await app().http.inject({ url: `/api/objects/limio/${path}`, headers })).json()

test('where an order came from comes out letter by letter', async () => {
  const sent = { external_id: ' EXT 7 ', source: ' shop', initiated_source: 'CRM ' }
  const { body } = await agent.submit(await agent.orderOf(sampleOffer, sent))
  expect(body.external_id).toBe(sent.external_id)
  expect((await read(`orders/${body.id}`)).data).toMatchObject(sent)
  const { items } = await read(`events?order=${body.id}&type=order.submitted`)
  expect(items[0].data.data).toMatchObject({ source: ' shop', initiated_source: 'CRM ' })
})

test('a reference that is only blanks is refused', async () => {
  const answer = await agent.submit(await agent.orderOf(sampleOffer, { external_id: ' ' }))
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/external_id' }] } })
})

test('the items that a link answered with can be sent along with its order', async () => {
  const links = await linkMaker(app())
  const { id, order } = await links.make({ order: { country: 'GB', customerDetails: ada } })
  const answer = await agent.submit({
    order_type: 'new',
    checkoutId: id,
    country: 'GB',
    payment: { type: 'invoice' },
    orderItems: order.orderItems,
  })
  expect(answer).toMatchObject({ status: 200, body: { checkoutId: id } })
})

test('every field of an address is kept, and street and number make its first line', async () => {
  const billingDetails = {
    streetName: 'High Street',
    buildingNumber: '5',
    city: 'Leeds',
    country: 'GB',
    workEmail: 'ada@engine.example',
    workPhone: '+442079460001',
    otherPhone: '+447700900123',
  }
  const { body } = await agent.submit(await agent.orderOf(sampleOffer, { billingDetails }))
  const { items } = await read(`addresses?order=${body.id}`)
  expect(items[0].data).toMatchObject({ ...billingDetails, address1: 'High Street 5' })
})
