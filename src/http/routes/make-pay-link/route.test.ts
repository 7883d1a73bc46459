import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { card } from '../../../../test/support/buyer.ts'
import { withServices } from '../../../../test/support/orders.ts'
import { holderOf, owedByInvoice } from '../../../../test/support/pay-links.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { noGateway } from '../../../adapters/none/gateway.ts'

const app = useApp()
let agent: Agent
let owed: Awaited<ReturnType<typeof owedByInvoice>>
beforeAll(async () => {
  agent = await orderAgent(app())
})
beforeEach(async () => {
  owed = await owedByInvoice(app(), agent)
})

const make = async (id: string, through = app(), headers?: Record<string, string>) =>
  through.http.inject({
    method: 'POST',
    url: `/api/admin/invoices/${id}/pay_link`,
    headers: headers ?? (await bearer(app(), ['orders:write'])),
  })

test('200: an address of this server, for 60 days, that leads to the invoice and pays it', async () => {
  const answer = await make(owed.invoiceId)
  expect(answer.statusCode).toBe(200)
  const { url, expiresAt } = answer.json()
  const [, token = ''] = url.split('/pay/')
  expect(url.startsWith(app().services.publicUrl)).toBe(true)
  expect(Math.round((Date.parse(expiresAt) - app().services.clock.system()) / 86_400_000)).toBe(60)
  expect((await holderOf(app(), token).page()).text).toContain('Pay £9.99')
  expect((await holderOf(app(), token).pay(card('tok_ok'))).body).toEqual({ status: 'complete' })
})

test('400: no gateway takes cards here', async () => {
  const without = await withServices(app(), { gateway: noGateway })
  expect((await make(owed.invoiceId, without)).json()).toMatchObject({ code: 'payment_type_not_allowed' })
})

test('401 without a token, 403 without the scope', async () => {
  expect((await make(owed.invoiceId, app(), {})).statusCode).toBe(401)
  expect((await make(owed.invoiceId, app(), await bearer(app(), ['objects:read']))).statusCode).toBe(403)
})

test('404: an invoice that nobody knows', async () => {
  expect((await make('invoice-0')).statusCode).toBe(404)
})

test('409: nothing is open on it', async () => {
  await owed.holder.pay(card('tok_ok'))
  expect((await make(owed.invoiceId)).json()).toMatchObject({ status: 409, code: 'nothing_to_pay' })
})
