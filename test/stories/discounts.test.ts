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
