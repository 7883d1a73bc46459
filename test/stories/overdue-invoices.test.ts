import { beforeAll, describe, expect, test } from 'vitest'
import { runDue } from '../../src/billing/run-due.ts'
import { useApp } from '../support/app.ts'
import { plainOffer, useCatalogApi } from '../support/catalog-api.ts'
import { external, usePayers } from '../support/payers.ts'

/** Invoices that the buyer pays by themselves, or not. */

const app = useApp()
const catalog = useCatalogApi(app)
const { agent, collect, monthly, move, read, rows, until } = usePayers(app)

const anyMeans = '/offers2/Any Means'
beforeAll(async () => {
  await catalog.put(anyMeans, plainOffer({ payment_types__limio: ['invoice', 'external', 'zuora_card'] }))
  await catalog.publish(anyMeans)
})

const told = async (owner: string) => ({
  events: await rows(
    `select subject_id, data from events where owner_id = $1 and type = 'invoice.overdue'`,
    owner,
  ),
  mails: await rows(
    `select subject, text_body from mails where key in (select 'overdue/' || id from invoices where owner_id = $1)`,
    owner,
  ),
})

const shown = async (id: string) => (await read(`invoices/${id}`)).body.data

describe('by invoice', () => {
  test('one that is not paid by the end of its due day is overdue: shown so, and told of once', async () => {
    const held = await monthly({ type: 'invoice' }, anyMeans)
    const [first] = await held.invoices()
    expect(await shown(first.id)).toMatchObject({ overdue: false })
    await until('02-09')
    expect(await told(held.owner)).toEqual({ events: [], mails: [] })
    await until('02-10')
    await collect()
    expect(await shown(first.id)).toMatchObject({ overdue: true, balance: '9.99' })
    const { events, mails } = await told(held.owner)
    expect(events).toMatchObject([{ subject_id: first.id, data: { balance: '9.99', currency: 'GBP' } }])
    expect(mails).toHaveLength(1)
    expect(mails[0].text_body).toMatch(/£9\.99 .* was to be paid by 9 February/)
    expect(mails[0].text_body).toMatch(/Pay by card:\nhttp:\S+\/pay\/\S+/)
    expect(await held.isPastDue()).toBe(false)

    await agent().submit(held.order('pay_invoice', { invoice: { id: first.id }, payment: external('LATE') }))
    expect(await shown(first.id)).toMatchObject({ overdue: false, balance: '0.00' })
  })

  test('several processes at once tell of it once', async () => {
    const held = await monthly({ type: 'invoice' }, anyMeans)
    await move('02-20')
    const at = app().services.clock.now()
    await Promise.all(Array.from({ length: 4 }, () => runDue(app().services, at)))
    const { events, mails } = await told(held.owner)
    expect([events.length, mails.length]).toEqual([1, 1])
  })

  test('one that cannot be told of rests, and keeps nobody else waiting', async () => {
    const [broken, whole] = [
      await monthly({ type: 'invoice' }, anyMeans),
      await monthly({ type: 'invoice' }, anyMeans),
    ]
    await app().pool.query(`update invoices set currency = 'QQQ' where owner_id = $1`, [broken.owner])
    await move('02-20')
    const at = app().services.clock.now()
    await runDue(app().services, at)
    expect((await told(whole.owner)).mails).toHaveLength(1)
    expect(await told(broken.owner)).toEqual({ events: [], mails: [] })
    await app().pool.query(`update invoices set currency = 'GBP' where owner_id = $1`, [broken.owner])
    await app().pool.query(`update due_failures set retry_at = now() where kind = 'reminder'`)
    await runDue(app().services, at)
    expect((await told(broken.owner)).mails).toHaveLength(1)
  })

  test('what is paid in time, and what another system collects, never is', async () => {
    const paid = await monthly({ type: 'invoice' }, anyMeans)
    await agent().submit(paid.order('pay_invoice', { payment: external('EARLY') }))
    const zuora = await monthly({ type: 'zuora', zuora: { refId: '2c92' } }, anyMeans)
    await until('02-09')
    await agent().submit(paid.order('pay_invoice', { payment: external('EARLY-2') }))
    await until('02-20')
    for (const { owner } of [paid, zuora]) expect((await told(owner)).events).toEqual([])
    const [first] = await zuora.invoices()
    expect(await shown(first.id)).toMatchObject({ overdue: false, balance: '9.99' })
  })
})
