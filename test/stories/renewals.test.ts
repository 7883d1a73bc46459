import { beforeAll, expect, test } from 'vitest'
import { type Agent, orderAgent } from '../support/agent.ts'
import { useApp } from '../support/app.ts'
import { card } from '../support/buyer.ts'
import { offerNamed } from '../support/catalog.ts'
import { monthly, plainOffer, useCatalogApi } from '../support/catalog-api.ts'
import { bearer } from '../support/tokens.ts'

/** Another term: before the one that runs ends, after it ran out, with what is held or with another offer. */

const app = useApp()
const catalog = useCatalogApi(app)
let agent: Agent
const path = '/offers2/A quarter'
beforeAll(async () => {
  agent = await orderAgent(app())
  const quarter = { length: 3, type: 'months', renewal_type: 'TERMED' }
  await catalog.put(
    path,
    plainOffer({ term__limio: quarter, initial_term__limio: quarter, autoRenew__limio: false }),
  )
  await catalog.publish(path)
})

async function advanceTo(instant: string) {
  const answer = await app().http.inject({
    method: 'POST',
    url: '/api/admin/clock',
    headers: await bearer(app(), ['clock:write']),
    payload: { advanceTo: instant },
  })
  expect(answer.statusCode).toBe(200)
}

async function subscribed(payment: object = card('tok_ok')) {
  const bought = await agent.submit(await agent.orderOf(path, { payment }))
  const [{ id }] = bought.body.subscriptions
  const rows = async (text: string) => (await app().pool.query(text, [id])).rows
  return {
    renew: (more: object = {}) => ({
      order_type: 'renew',
      process_immediately: true,
      forSubscription: { id },
      ...more,
    }),
    term: async () =>
      (
        await rows(
          'select status, term_start_on as "from", term_end_on as "to" from subscriptions where id = $1',
        )
      )[0],
    invoiced: async () =>
      (
        await rows(
          'select issued_on as on, total from invoices where subscription_ids = array[$1] order by issued_on',
        )
      ).map(({ on, total }) => `${on} ${total}`),
  }
}

test('renewed before its term ends: as it was previewed, for one more term and no longer', async () => {
  await advanceTo('2030-01-10T12:00:00.000Z')
  const held = await subscribed()
  const preview = await agent.preview(held.renew())
  expect(preview.body).toMatchObject({ effectiveDate: '2030-04-10', preview: { paidAmount: '0.00' } })
  expect(preview.body.schedule.map(({ date }: { date: string }) => date)).toEqual([
    '2030-02-10',
    '2030-03-10',
    '2030-04-10',
    '2030-05-10',
    '2030-06-10',
  ])
  const answer = await agent.submit(held.renew({ preview_id: preview.body.preview_id }))
  expect(answer.status).toBe(200)
  await advanceTo('2030-04-10T12:00:00.000Z')
  expect(await held.term()).toEqual({ status: 'active', from: '2030-04-10', to: '2030-07-10' })
  await advanceTo('2030-09-10T12:00:00.000Z')
  expect((await held.term()).status).toBe('expired')
  expect(await held.invoiced()).toEqual(
    ['01', '02', '03', '04', '05', '06'].map((month) => `2030-${month}-10 999`),
  )
})

test('renewed after it expired: charged today from the card on file, with another offer', async () => {
  await advanceTo('2031-01-10T12:00:00.000Z')
  const held = await subscribed()
  await advanceTo('2031-06-20T12:00:00.000Z')
  expect((await held.term()).status).toBe('expired')
  const { id, version } = await offerNamed(app(), '/offers2/Digital Annual')
  const body = held.renew({ orderItems: [{ offer: { id, version } }] })
  const preview = await agent.preview(body)
  expect(preview.body.preview.paidAmount).toBe('99.00')
  expect((await agent.submit({ ...body, preview_id: preview.body.preview_id })).body.status).toBe('complete')
  expect(await held.term()).toEqual({ status: 'active', from: '2031-06-20', to: '2032-06-20' })
  expect((await held.invoiced()).at(-1)).toBe('2031-06-20 9900')
  const again = held.renew()
  for (const answer of [await agent.preview(again), await agent.submit(again)])
    expect(answer).toMatchObject({ status: 409, body: { code: 'nothing_to_change' } })
})

test('renewed by another card, that pays what comes', async () => {
  await advanceTo('2033-01-10T12:00:00.000Z')
  const held = await subscribed({ type: 'invoice' })
  const declined = await agent.submit(held.renew({ payment: card('tok_declined') }))
  expect(declined).toMatchObject({ status: 402 })
  expect((await agent.submit(held.renew({ payment: card('tok_ok') }))).status).toBe(200)
  await advanceTo('2033-04-11T12:00:00.000Z')
  const { rows } = await app().pool.query(
    `select i.payment_type, i.balance from invoices i where i.issued_on = '2033-04-10'`,
  )
  expect(rows).toEqual([{ payment_type: 'card', balance: 0 }])
})

test('an offer that renews as another: shown from the start, charged when its term ends, at the version of the start', async () => {
  await advanceTo('2035-01-10T12:00:00.000Z')
  const quarter = { length: 3, type: 'months', renewal_type: 'TERMED' }
  const terms = { term__limio: quarter, initial_term__limio: quarter, autoRenew__limio: true }
  const standard = (value: string) =>
    plainOffer({ ...terms, display_name__limio: 'Standard', price__limio: [monthly({ value })] })
  await catalog.put('/offers2/Standard', standard('15.00'))
  await catalog.put(
    '/offers2/Welcome',
    plainOffer({
      ...terms,
      display_name__limio: 'Welcome',
      renewal_offer__limio: { path: '/offers2/Standard' },
    }),
  )
  await catalog.publish('/offers2/Standard', '/offers2/Welcome')
  const body = await agent.orderOf('/offers2/Welcome')
  const preview = await agent.preview(body)
  expect(preview.body.schedule.slice(2, 4)).toMatchObject([
    { date: '2035-03-10', amount: '9.99' },
    { date: '2035-04-10', amount: '15.00' },
  ])
  const bought = await agent.submit({ ...body, preview_id: preview.body.preview_id })
  const [{ id }] = bought.body.subscriptions
  await catalog.put('/offers2/Standard', standard('99.00'))
  await catalog.publish('/offers2/Standard')
  await advanceTo('2035-08-10T12:00:00.000Z')
  const { rows } = await app().pool.query(
    'select issued_on as on, total from invoices where subscription_ids = array[$1] order by issued_on',
    [id],
  )
  expect(rows.map(({ total }) => total)).toEqual([999, 999, 999, 1500, 1500, 1500, 1500, 1500])
  const { rows: changes } = await app().pool.query(
    'select status, automatic from pending_changes where subscription_id = $1',
    [id],
  )
  expect(changes).toEqual([{ status: 'done', automatic: true }])
})
