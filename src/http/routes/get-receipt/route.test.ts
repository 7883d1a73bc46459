import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { openAsBuyer } from '../../../../test/support/buyer.ts'
import { exchange, fromPage, linkMaker } from '../../../../test/support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

describe('200', () => {
  test('the buyer sees what was bought, what was paid and what comes', async () => {
    const buyer = await openAsBuyer(app(), await links.make({ beside: { locale: 'de' } }))
    const order = await buyer.order()
    const receipt = await buyer.receipt()
    expect(receipt.status).toBe(200)
    expect(receipt.headers['cache-control']).toBe('no-store')
    expect(receipt.body).toMatchObject({
      id: order.body.id,
      status: 'complete',
      email: 'ada@example.com',
      currency: 'GBP',
      locale: 'de',
      paid: receipt.body.total,
      due: '0.00',
      subscriptions: [{ reference: order.body.subscriptionReference, status: 'active' }],
    })
  })

  test('the browser that bought sees it when the token is over', async () => {
    const link = await links.make()
    const { cookie } = await exchange(app(), link)
    const order = await app().http.inject({
      method: 'POST',
      url: '/api/order',
      headers: { ...fromPage, cookie },
      payload: {
        order_type: 'new',
        checkoutId: link.id,
        country: 'GB',
        customerDetails: { email: 'ada@example.com' },
        payment: { type: 'invoice' },
      },
    })
    const kept = order.cookies.find(({ name }) => name.startsWith('receipt-'))
    const receipt = await app().http.inject({
      url: `/api/checkout/order?checkoutId=${link.id}`,
      headers: { ...fromPage, cookie: `${kept?.name}=${kept?.value}` },
    })
    expect(receipt.statusCode).toBe(200)
    expect(receipt.json()).toMatchObject({ paymentType: 'invoice', paid: '0.00' })
  })
})

test('401: nobody else sees it', async () => {
  const link = await links.make()
  await (await openAsBuyer(app(), link)).order()
  const stranger = await openAsBuyer(app(), await links.make())
  const asked = await app().http.inject({
    url: `/api/checkout/order?checkoutId=${link.id}`,
    headers: fromPage,
  })
  expect(asked.statusCode).toBe(401)
  expect((await stranger.receipt()).status).toBe(404)
})

test('404: nothing was ordered yet', async () => {
  const buyer = await openAsBuyer(app(), await links.make())
  expect(await buyer.receipt()).toMatchObject({ status: 404, body: { code: 'not_found' } })
})
