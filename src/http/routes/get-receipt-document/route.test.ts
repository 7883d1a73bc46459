import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { exchange, fromPage, linkMaker } from '../../../../test/support/links.ts'
import { buildWeb } from '../../../../web/build.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  await buildWeb()
  links = await linkMaker(app())
})

/** Buys by invoice and keeps the cookie that the browser which bought gets. */
async function bought() {
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
      customerDetails: { email: 'ada@example.com', lastName: 'Byron' },
      payment: { type: 'invoice' },
    },
  })
  const kept = order.cookies.find(({ name }) => name.startsWith('receipt-'))
  return { id: link.id, cookie: `${kept?.name}=${kept?.value}` }
}

const get = (url: string, cookie?: string) =>
  app().http.inject({ url, headers: cookie === undefined ? {} : { cookie } })

test('200: the receipt leads its buyer to the invoice, as a page with a link to the file', async () => {
  const buyer = await bought()
  const receipt = (await get(`/api/checkout/order?checkoutId=${buyer.id}`, buyer.cookie)).json()
  const page = await get(receipt.document, buyer.cookie)
  expect(page.statusCode).toBe(200)
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.body).toContain('Byron')
  const file = /href="([^"]*format=pdf)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const pdf = await get(file, buyer.cookie)
  expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
})

test('401: nobody else reads it, not even the buyer of another basket', async () => {
  const [one, other] = [await bought(), await bought()]
  const url = `/api/checkout/document?checkoutId=${one.id}`
  expect((await get(url)).statusCode).toBe(401)
  expect((await get(url, other.cookie)).statusCode).toBe(401)
})

test('404: nothing was invoiced yet', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  const answer = await get(`/api/checkout/document?checkoutId=${link.id}`, cookie)
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'not_found'])
})

test('400: an unknown parameter', async () => {
  const buyer = await bought()
  const url = `/api/checkout/document?checkoutId=${buyer.id}&invoice=invoice-1`
  expect((await get(url, buyer.cookie)).statusCode).toBe(400)
})
