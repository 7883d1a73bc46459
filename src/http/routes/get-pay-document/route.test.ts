import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { holderOf, owedByInvoice } from '../../../../test/support/pay-links.ts'

const app = useApp()
let agent: Agent
beforeAll(async () => {
  agent = await orderAgent(app())
})

test('200: the invoice as a page, with the way to its file, and as a file', async () => {
  const { holder } = await owedByInvoice(app(), agent)
  const page = await holder.page('/invoice')
  expect([page.status, page.text.includes('£9.99')]).toEqual([200, true])
  expect(page.text).toContain(`/pay/${holder.token}/invoice?format=pdf`)
  const file = await holder.page('/invoice?format=pdf')
  expect([file.status, file.headers['content-type']]).toEqual([200, 'application/pdf'])
})

test('400: a form that there is not', async () => {
  const { holder } = await owedByInvoice(app(), agent)
  expect((await holder.page('/invoice?format=txt')).status).toBe(400)
})

test('404: a token that nobody signed', async () => {
  expect((await holderOf(app(), 'what.ever').page('/invoice')).status).toBe(404)
})
