import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { type SeededOrder, seedOrder } from '../../../../test/support/seed-objects.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { buildWeb } from '../../../../web/build.ts'
import { numberDocuments } from '../../../billing/number-documents.ts'

const app = useApp()
let seeded: SeededOrder
let all: { authorization: string }

beforeAll(async () => {
  await buildWeb()
  seeded = await seedOrder(app(), { n: 1 })
  all = await bearer(app(), ['objects:read'])
})

const get = (path: string, headers: Record<string, string> = all) =>
  app().http.inject({ url: `/api/objects/limio/${path}`, headers })

test('200: a page that nothing from elsewhere can reach into, and that no cache keeps', async () => {
  const answer = await get(`invoices/${seeded.ids.invoices}/document`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'")
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.body).toContain('Invoice INV000000001')
  for (const said of ['Monthly', 'November 22, 2026 to December 21, 2026', '£300.00', 'ada@example.com'])
    expect(answer.body).toContain(said)
  expect(answer.body).not.toContain('<script')
})

test('200: a document goes by its number once it has one', async () => {
  await numberDocuments(app().services)
  expect((await get(`invoice/${seeded.ids.invoices}/document?format=html`)).body).toContain(
    'Invoice INV-000001',
  )
  const memo = await get(`credit_memos/${seeded.ids.credit_memos}/document`)
  expect(memo.body).toContain('Credit memo CRM-000001')
  expect(memo.body).toContain('INV-000001')
  expect(memo.body).toContain('goodwill')
})

test('200: a PDF under its own name', async () => {
  await numberDocuments(app().services)
  const answer = await get(`invoices/${seeded.ids.invoices}/document?format=pdf`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['content-type']).toBe('application/pdf')
  expect(answer.headers['content-disposition']).toBe('attachment; filename="INV-000001.pdf"')
  expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
  expect(answer.rawPayload.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true)
})

test('200: in the language of its customer, whatever they are called', async () => {
  const set = (billTo: object) =>
    app().pool.query('update invoices set bill_to = $2 where id = $1', [
      seeded.ids.invoices,
      JSON.stringify(billTo),
    ])
  await set({
    customer: { firstName: '太郎', lastName: '<b>山田</b>', locale: 'de-DE', vatNumber: 'DE123' },
    address: { city: '東京', country: 'JP' },
  })
  const { body } = await get(`invoices/${seeded.ids.invoices}/document`)
  for (const said of [
    'Rechnung',
    '太郎',
    '&lt;b&gt;山田',
    '東京',
    'Japan',
    'USt-IdNr. DE123',
    '22. November 2026',
  ])
    expect(body).toContain(said)
})

test('400: another format', async () => {
  const answer = await get(`invoices/${seeded.ids.invoices}/document?format=docx`)
  expect(answer.json().errors).toMatchObject([{ pointer: '?format' }])
})

test('401, 403: without a token, and without objects:read', async () => {
  expect((await get(`invoices/${seeded.ids.invoices}/document`, {})).statusCode).toBe(401)
  const orders = await bearer(app(), ['orders:read'])
  expect((await get(`invoices/${seeded.ids.invoices}/document`, orders)).statusCode).toBe(403)
})

test('404: what is no document, or not there', async () => {
  for (const path of [`payments/${seeded.ids.payments}`, 'invoices/invoice-0', `invoices/${seeded.orderId}`])
    expect((await get(`${path}/document`)).statusCode).toBe(404)
})
