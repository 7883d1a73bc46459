import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { publishSampleCatalog } from '../support/catalog.ts'
import { ordersByClient } from '../support/orders.ts'
import { bearer } from '../support/tokens.ts'

const app = useApp()
let by: Awaited<ReturnType<typeof ordersByClient>>
let reading: { authorization: string }

beforeAll(async () => {
  await publishSampleCatalog(app())
  by = await ordersByClient(app())
  reading = await bearer(app(), ['objects:read'])
})

const read = async (path: string) =>
  (await app().http.inject({ url: `/api/objects/limio/${path}`, headers: reading })).json()

const twentyPercent = {
  orderDiscount: {
    name: 'SPRING',
    discountOverrides: {
      discountType: 'DiscountPercentage',
      percentageDiscount: 20,
      durationLength: 3,
      durationType: 'Months',
    },
  },
}

test('a client takes 20 % off three months: preview, invoice, subscription and schedule say the same', async () => {
  const shown = await by.preview('/offers2/Digital Monthly', twentyPercent)
  expect(shown.status).toBe(200)
  const full = Number(shown.body.preview.previewResult.invoices[0].invoiceItems[0].unitPrice)
  const off = Number(shown.body.preview.previewResult.invoices[0].invoiceItems[0].discount)
  expect(off).toBeCloseTo(full * 0.2, 1)
  expect(Number(shown.body.preview.paidAmount) + off).toBeCloseTo(full)
  expect(shown.body.messages.map(({ code }: { code: string }) => code)).toContain('discount')

  const done = await by.order('/offers2/Digital Monthly', {
    ...twentyPercent,
    preview_id: shown.body.preview_id,
  })
  expect(done).toMatchObject({ status: 200, body: { status: 'complete' } })
  const subscription = await read(`subscriptions/${done.body.subscriptions[0].id}`)
  expect(subscription.offers[1]).toMatchObject({
    name: 'SPRING',
    data: { record_subtype: 'discount', discount: { percentage: '20' } },
  })
  const [invoice] = (await read(`invoices?order=${done.body.id}`)).items
  expect(invoice.data.amount).toBe(shown.body.preview.paidAmount)
  expect(invoice.data.invoiceItems[0].discount).toBe(off.toFixed(2))
  const order = await read(`orders/${done.body.id}`)
  expect(order.data.orderDiscount).toMatchObject({
    name: 'SPRING',
    discountOverrides: { percentageDiscount: '20', durationLength: 3, durationType: 'Months' },
  })
})

const stayHalfPrice = {
  name: 'Stay at half price',
  record_type: 'offer',
  data: {
    attributes: {
      display_name__limio: 'Stay at half price',
      offer_type__limio: 'discount',
      discount__limio: { value: '50%', termLength: 2, termType: 'months' },
    },
  },
}

async function publishDiscount(path: string, item: object) {
  const headers = await bearer(app(), ['catalog:read', 'catalog:write'])
  const call = async (method: 'PUT' | 'POST', url: string, payload: object) => {
    const answer = await app().http.inject({ method, url: `/api/admin/catalog${url}`, headers, payload })
    if (answer.statusCode !== 200) throw new Error(answer.body)
    return answer.json()
  }
  await call('PUT', encodeURI(path), item)
  const [published] = (await call('POST', '/publish', { paths: [path] })).items
  return { id: published.id, version: published.version }
}

test('a save offer: previewed against what would have come, attached, and the cancellation is taken back', async () => {
  const offer = await publishDiscount('/offers2/Stay at half price', stayHalfPrice)
  const bought = await by.order('/offers2/Digital Monthly')
  const target = { subscriptionId: bought.body.subscriptions[0].id }
  const headers = await bearer(app(), ['orders:write', 'orders:preview'])
  const send = async (url: string, payload: object) =>
    (await app().http.inject({ method: 'POST', url, headers, payload })).json()
  await send('/api/admin/order', { order_type: 'cancel_subscription', ...target, process_immediately: true })
  const order = { order_type: 'add_offer', change_type: 'cancel_save', offer, ...target }
  const shown = await send('/api/order/preview', order)
  const [full] = shown.scheduleBefore
  const [next] = shown.schedule
  expect(Number(next.amount)).toBeCloseTo(Number(full?.amount ?? next.lineItems[0].discount * 2) / 2, 1)
  expect(shown.preview.paidAmount).toBe('0.00')
  const codes = shown.messages.map(({ code }: { code: string }) => code)
  expect(codes).toEqual(
    expect.arrayContaining(['from_next_charge', 'discount', 'cancellation_withdrawn', 'next_charge']),
  )
  const done = await send('/api/admin/order', {
    ...order,
    data: { reason: { id: 'price' } },
    process_immediately: true,
    preview_id: shown.preview_id,
  })
  expect(done.status).toBe('complete')
  const subscription = await read(`subscriptions/${target.subscriptionId}`)
  expect(subscription.data.cancelDate ?? null).toBeNull()
  const pending = subscription.schedule.filter(({ status }: { status: string }) => status === 'pending')
  expect(pending[0].data).toMatchObject({ amount: next.amount, lineItems: next.lineItems.map(discountOf) })
  expect(await send('/api/order/preview', order)).toMatchObject({ status: 400, code: 'already_held' })
})

const discountOf = ({ discount }: { discount: string }) => expect.objectContaining({ discount })

test('a discount cannot be bought, and a price and a discount cannot be one', async () => {
  const offer = await publishDiscount('/offers2/Stay at half price', stayHalfPrice)
  const headers = await bearer(app(), ['orders:preview', 'catalog:write'])
  const bought = await app().http.inject({
    method: 'POST',
    url: '/api/order/preview',
    headers,
    payload: { order_type: 'new', country: 'GB', orderItems: [{ offer }] },
  })
  expect(bought.json()).toMatchObject({
    status: 400,
    code: 'invalid_request',
    errors: [{ pointer: '/orderItems/0/offer' }],
  })
})

test.each([
  ['/data/attributes/discount__limio/value', { value: 101 }],
  ['/data/attributes/discount__limio/value', { value: 0 }],
  ['/data/attributes/discount__limio/termType', { value: 10, termLength: 3 }],
  ['/data/attributes/discount__limio', { value: 5, type: 'fixed' }],
  ['/data/attributes/discount__limio/value', {}],
])('the catalogue refuses a discount that makes no sense, at %s', async (pointer, discount) => {
  const headers = await bearer(app(), ['catalog:write'])
  const answer = await app().http.inject({
    method: 'PUT',
    url: '/api/admin/catalog/offers2/Broken',
    headers,
    payload: {
      name: 'Broken',
      record_type: 'offer',
      data: { attributes: { offer_type__limio: 'discount', discount__limio: discount } },
    },
  })
  expect(answer.json()).toMatchObject({ code: 'invalid_catalog_item', errors: [{ pointer }] })
})
