import { beforeAll, beforeEach, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import type { TaxRate } from '../../src/domain/tax.ts'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { bearer } from '../support/tokens.ts'

const app = useApp()
let agent: Agent
let read: (path: string) => Promise<Record<string, never> & { data: never; items: never[] }>

const vat: TaxRate = { country: 'GB', name: 'VAT', rate: 200_000, inclusive: false }

beforeAll(async () => {
  agent = await orderAgent(app())
  const headers = await bearer(app(), ['objects:read'])
  read = async (path) => (await app().http.inject({ url: `/api/objects/limio/${path}`, headers })).json()
})

beforeEach(() => app().services.tax.replace([vat]))

const monthly = '/offers2/Digital Monthly'
const payment = card('tok_ok')
const minor = (amount: unknown) => Math.round(Number(amount) * 100)

async function invoiceOf(orderId: string) {
  const { rows } = await app().pool.query('select id from invoices where order_id = $1', [orderId])
  return (await read(`invoices/${rows[0].id}`)).data as Record<string, string> & {
    invoiceItems: Record<string, unknown>[]
    taxes: unknown[]
  }
}

test('what the preview says of tax is what the invoice says, line by line, and what is captured', async () => {
  const preview = (await agent.preview(await agent.orderOf(monthly, { payment }))).body
  const [shown] = preview.preview.previewResult.invoices
  const taxRate = { name: 'VAT', rate: '20', inclusive: false }
  expect(minor(shown.taxAmount)).toBe(Math.round(minor(shown.amountWithoutTax) / 5))
  expect(shown.invoiceItems[0]).toMatchObject({ taxRate, taxAmount: shown.taxAmount })
  expect(shown.taxes).toEqual([
    { ...taxRate, amountWithoutTax: shown.amountWithoutTax, taxAmount: shown.taxAmount },
  ])
  expect(preview.preview.paidAmount).toBe(shown.amount)
  for (const entry of preview.schedule) {
    expect(minor(entry.amount)).toBe(minor(entry.amountWithoutTax) + minor(entry.taxAmount))
    expect(minor(entry.taxAmount)).toBeGreaterThan(0)
  }

  const order = await agent.submit(await agent.orderOf(monthly, { payment, preview_id: preview.preview_id }))
  expect(order.body.status).toBe('complete')
  const invoice = await invoiceOf(order.body.id)
  expect(invoice).toMatchObject({
    taxAmount: shown.taxAmount,
    amount: shown.amount,
    taxes: shown.taxes,
    balance: '0.00',
  })
  expect(invoice.invoiceItems[0]).toMatchObject({ taxRate, taxAmount: shown.taxAmount })
})

test('a tax that changed after the preview is not posted in silence', async () => {
  const preview = (await agent.preview(await agent.orderOf(monthly))).body
  await app().services.tax.replace([{ ...vat, rate: 210_000 }])
  const answer = await agent.submit(await agent.orderOf(monthly, { preview_id: preview.preview_id }))
  expect([answer.status, answer.body.code]).toEqual([409, 'changes_differ'])
})

test('a buyer who moves pays the tax of the new place from the next charge on; what was invoiced stays', async () => {
  await app().services.tax.replace([
    vat,
    { country: 'US', subdivision: 'NY', name: 'Sales tax', rate: 88_750, inclusive: false },
  ])
  const order = (await agent.submit(await agent.orderOf(monthly))).body
  const [{ id }] = order.subscriptions
  const before = await invoiceOf(order.id)
  const move = {
    order_type: 'change_address',
    process_immediately: true,
    forSubscription: { id },
    type: 'billing',
    address: { address1: '1 Broadway', city: 'New York', state: 'NY', postalCode: '10004', country: 'US' },
  }
  const preview = (await agent.preview(move)).body
  const expected = (amount: string) => Math.round(minor(amount) * 0.08875)
  for (const entry of preview.schedule) expect(minor(entry.taxAmount)).toBe(expected(entry.amountWithoutTax))
  expect((await agent.submit(move)).body.status).toBe('complete')

  const { rows } = await app().pool.query(
    `select due_at from schedules where subscription_id = $1 and status = 'pending' order by due_at limit 1`,
    [id],
  )
  await runDue(app().services, rows[0].due_at)
  const { items } = await read(`invoices?subscription=${id}`)
  const [next] = items as {
    data: { taxAmount: string; amountWithoutTax: string; taxes: { name: string }[] }
  }[]
  expect(next?.data.taxes).toMatchObject([{ name: 'Sales tax', rate: '8.875' }])
  expect(minor(next?.data.taxAmount)).toBe(expected(next?.data.amountWithoutTax ?? ''))
  expect(await invoiceOf(order.id)).toEqual(before)
})
