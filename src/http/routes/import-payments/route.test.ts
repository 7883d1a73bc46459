import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { numberDocuments } from '../../../billing/number-documents.ts'

const app = useApp()
let agent: Agent
let authorization: Record<string, string>
beforeAll(async () => {
  agent = await orderAgent(app())
  authorization = await bearer(app(), ['orders:write'])
})

const send = (payments: unknown, more: { as?: Record<string, string>; source?: string } = {}) =>
  app().http.inject({
    method: 'POST',
    url: '/api/admin/payments/import',
    headers: more.as ?? authorization,
    payload: { payments, ...(more.source === undefined ? {} : { source: more.source }) },
  })

interface Row {
  readonly id: string
  readonly number: string
  readonly balance: number
  readonly status: string
}

const invoiceOf = async (orderId: string) =>
  (
    await app().pool.query<Row>('select id, number, balance, status from invoices where order_id = $1', [
      orderId,
    ])
  ).rows[0]

/** An invoice of £9.99 that nobody has paid. */
async function openInvoice(): Promise<Row & { readonly orderId: string }> {
  const { body } = await agent.submit(await agent.orderOf('/offers2/Digital Monthly'))
  await numberDocuments(app().services)
  const invoice = await invoiceOf(body.id)
  if (invoice === undefined) throw new Error(JSON.stringify(body))
  return { ...invoice, orderId: body.id }
}

let count = 0
const line = (invoice: string, more: object = {}) => {
  count += 1
  return { invoice, amount: '9.99', currency: 'GBP', reference: `R-${count}`, ...more }
}

const paymentsOf = async (reference: string) =>
  (
    await app().pool.query(
      'select amount, gateway, elsewhere, captured_at from payments where gateway_reference = $1',
      [reference],
    )
  ).rows

test('200: by id or by number, whole or in part, each with its own outcome', async () => {
  const [one, two, three] = [await openInvoice(), await openInvoice(), await openInvoice()]
  const paidAt = new Date(Date.now() - 86_400_000).toISOString()
  const lines = [
    line(one.id, { paidAt }),
    line(two.number, { amount: 4 }),
    line('INV-none'),
    line(three.id, { amount: '10.00' }),
    line(three.id, { currency: 'EUR' }),
    line(three.id, { paidAt: '2099-01-01T00:00:00Z' }),
    line(three.id, { amount: '1.999' }),
    line(two.number, { amount: '5.99' }),
  ]
  const answer = await send(lines)
  expect(answer.statusCode).toBe(200)
  const { results, ...counts } = answer.json()
  expect(counts).toEqual({ recorded: 3, refused: 5 })
  expect(results.map(({ status, code }: { status: string; code: string }) => code ?? status)).toEqual([
    'recorded',
    'recorded',
    'not_found',
    'more_than_open',
    'invalid_request',
    'invalid_request',
    'invalid_request',
    'recorded',
  ])
  for (const { orderId } of [one, two])
    expect(await invoiceOf(orderId)).toMatchObject({ status: 'paid', balance: 0 })
  expect(await invoiceOf(three.orderId)).toMatchObject({ status: 'open', balance: 999 })
  const [payment] = await paymentsOf(lines[0]?.reference ?? '')
  expect(payment).toMatchObject({ amount: 999, gateway: 'import', elsewhere: true })
  expect(payment.captured_at).toBe(paidAt)
})

test('200: the same payment is recorded once, however often and whoever imports it, at once or later', async () => {
  const { id, orderId } = await openInvoice()
  const another = await bearer(app(), ['orders:write'])
  const one = line(id, { amount: '5.00' })
  const together = await Promise.all([
    send([one]),
    send([one], { as: another }),
    send([one]),
    send([one], { as: another }),
  ])
  const again = await send([one, one])
  for (const answer of [...together, again])
    for (const { status } of answer.json().results)
      expect([answer.body, status]).toEqual([answer.body, 'recorded'])
  expect(await paymentsOf(one.reference)).toHaveLength(1)
  expect(await invoiceOf(orderId)).toMatchObject({ balance: 499 })

  const other = await send([{ ...one, amount: '4.00' }])
  expect(other.json().results[0]).toMatchObject({ status: 'refused', code: 'external_id_conflict' })
  const elsewhere = await send([{ ...one, amount: '4.00' }], { source: 'another bank' })
  expect(elsewhere.json()).toMatchObject({ recorded: 1 })
})

test('200: a line that was refused can be corrected under the same reference', async () => {
  const { id } = await openInvoice()
  const wrong = line(id, { amount: '99.00' })
  expect((await send([wrong])).json()).toMatchObject({ refused: 1 })
  expect((await send([{ ...wrong, amount: '9.99' }])).json()).toMatchObject({ recorded: 1 })
})

test('400: no lines, too many, or a malformed one', async () => {
  const many = Array.from({ length: 501 }, () => line('x'))
  for (const payments of [[], many, [{ ...line('x'), currency: 'pounds' }], 'all'])
    expect((await send(payments)).statusCode).toBe(400)
})

test('401 and 403: without a token, and without the right', async () => {
  expect((await send([line('x')], { as: {} })).statusCode).toBe(401)
  expect((await send([line('x')], { as: await bearer(app(), ['orders:read']) })).statusCode).toBe(403)
})
