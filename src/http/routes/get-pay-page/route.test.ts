import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../../../../test/support/agent.ts'
import { useApp } from '../../../../test/support/app.ts'
import { card } from '../../../../test/support/buyer.ts'
import { withServices } from '../../../../test/support/orders.ts'
import { holderOf, owedByInvoice } from '../../../../test/support/pay-links.ts'
import { buildWeb } from '../../../../web/build.ts'
import { noGateway } from '../../../adapters/none/gateway.ts'
import { payLinkOf } from '../../../billing/pay-link.ts'

const app = useApp()
let agent: Agent
let owed: Awaited<ReturnType<typeof owedByInvoice>>
beforeAll(async () => {
  await buildWeb()
  agent = await orderAgent(app())
})
beforeEach(async () => {
  owed = await owedByInvoice(app(), agent)
})

test('200: what is due, that no card is saved, and who may see the page', async () => {
  const { status, text, headers } = await owed.holder.page()
  expect(status).toBe(200)
  expect(text).toContain('Pay £9.99')
  expect(text).toContain('"savedLabel":null')
  expect(text).toContain('"replaces":false')
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cross-origin-opener-policy': 'same-origin',
  })
})

test('200: it was paid, when, and with which card', async () => {
  await owed.holder.pay(card('tok_ok'))
  const { status, text } = await owed.holder.page()
  expect(status).toBe(200)
  for (const said of ['This invoice is paid', 'Visa •••• 4242', '£9.99']) expect(text).toContain(said)
  expect(text).not.toContain('page-data')
})

test('200: where no gateway takes cards the page says so, and offers none', async () => {
  const without = await withServices(app(), { gateway: noGateway })
  const { status, text } = await holderOf(without, owed.holder.token).page()
  expect([status, text.includes('cannot be paid by card here'), text.includes('<script')]).toEqual([
    200,
    true,
    false,
  ])
})

test.each([
  ['404: a token that nobody signed', () => 'what.ever', 404, 'We do not know this payment link'],
  [
    '410: one that is too old',
    () => {
      const clock = { ...app().services.clock, system: () => 0 }
      return payLinkOf({ ...app().services, clock }, owed.invoiceId).token
    },
    410,
    'This payment link has expired',
  ],
])('%s', async (_, token, status, heading) => {
  for (const more of ['', '/invoice']) {
    const page = await holderOf(app(), token()).page(more)
    expect([page.status, page.text.includes(heading)]).toEqual([status, true])
  }
})

test('500: when something of ours breaks the page says so, in plain words', async () => {
  const broken = {
    ...app().services.secrets,
    verify: () => {
      throw new Error('the detail of a fault')
    },
  }
  const http = await withServices(app(), { secrets: broken })
  const { status, text } = await holderOf(http, owed.holder.token).page()
  expect([status, text.includes('Something went wrong'), text.includes('detail of a fault')]).toEqual([
    500,
    true,
    false,
  ])
})
