import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import {
  capturedBy,
  dueDay,
  eventsOf,
  gatewayOf,
  laterInvoices,
  seedSubscription,
} from '../../test/support/due-subscriptions.ts'
import { insert } from '../../test/support/seed-objects.ts'
import { runDue } from './run-due.ts'

const app = useApp()

const services = () => ({ ...app().services, gateway: gatewayOf(app()) })

test('before its day nothing of a subscription is due', async () => {
  const seeded = await seedSubscription(app(), 1)
  expect(await runDue(services(), '2026-12-21T23:59:59.999Z')).toBe(0)
  expect(await laterInvoices(app(), seeded)).toEqual([])
})

test('on its day a schedule becomes an invoice, which is collected, and the schedule reaches on', async () => {
  const seeded = await seedSubscription(app(), 2)
  await runDue(services(), dueDay)
  expect(await laterInvoices(app(), seeded)).toMatchObject([
    { status: 'paid', issued_on: '2026-12-22', total: 30000, balance: 0, collect_at: null },
  ])
  expect(await capturedBy(app(), seeded)).toEqual([30000])
  const { rows } = await app().pool.query(
    `select min(due_on) as first, max(due_on) as last, count(*)::int as count from schedules
     where subscription_id = $1 and status = 'pending'`,
    [seeded.subscriptionId],
  )
  expect(rows).toEqual([{ first: '2027-01-22', last: '2027-12-22', count: 12 }])
  expect(await eventsOf(app(), seeded)).toEqual([
    'schedule.extended',
    'invoice.issued',
    'schedule.invoiced',
    'payment.captured',
    'invoice.paid',
  ])
})

test('a subscription paid by invoice gets an open invoice that nobody tries to collect', async () => {
  const seeded = await seedSubscription(app(), 3)
  await app().pool.query(`update subscriptions set payment = '{"type": "invoice"}' where id = $1`, [
    seeded.subscriptionId,
  ])
  await runDue(services(), dueDay)
  expect(await laterInvoices(app(), seeded)).toMatchObject([
    { status: 'open', balance: 30000, collect_at: null },
  ])
  expect(await capturedBy(app(), seeded)).toEqual([])
})

test('eight workers at once bill forty subscriptions once each', async () => {
  const seeded = await Promise.all(Array.from({ length: 40 }, (_, n) => seedSubscription(app(), 100 + n)))
  await Promise.all(Array.from({ length: 8 }, () => runDue(services(), dueDay)))
  await runDue(services(), dueDay)
  const { rows } = await app().pool.query(
    `select count(*)::int as invoices, count(distinct subscription_ids[1])::int as subscriptions,
       count(*) filter (where status = 'paid')::int as paid
     from invoices where order_id is null and subscription_ids[1] = any($1)`,
    [seeded.map((one) => one.subscriptionId)],
  )
  expect(rows).toEqual([{ invoices: 40, subscriptions: 40, paid: 40 }])
  const books = await app().pool.query(
    `select count(*)::int as captured from sandbox_gateway.payments where state = 'captured'
     and method_id = any(select gateway_reference from payment_methods where id = any($1))`,
    [seeded.map((one) => one.ids.payment_methods)],
  )
  expect(books.rows).toEqual([{ captured: 40 }])
})

test('a subscription that waited for its day becomes active on it, with what it entitles to', async () => {
  const seeded = await seedSubscription(app(), 4)
  await app().pool.query(
    `update subscriptions set status = 'pending', start_at = $2, start_on = $3 where id = $1`,
    [seeded.subscriptionId, '2026-12-01T00:00:00Z', '2026-12-01'],
  )
  await app().pool.query(`update user_entitlements set status = 'pending' where subscription_id = $1`, [
    seeded.subscriptionId,
  ])
  await runDue(services(), '2026-12-01T00:00:00.000Z')
  const { rows } = await app().pool.query(
    `select s.status, e.status as entitlement from subscriptions s join user_entitlements e on e.subscription_id = s.id
     where s.id = $1`,
    [seeded.subscriptionId],
  )
  expect(rows).toEqual([{ status: 'active', entitlement: 'active' }])
  expect(await eventsOf(app(), seeded)).toEqual(['subscription.activated'])
})

test('one subscription that cannot be billed holds no other up, rests, and is billed later', async () => {
  const [broken, sound] = [await seedSubscription(app(), 5), await seedSubscription(app(), 6)]
  const setLines = (lines: unknown) =>
    app().pool.query('update schedules set lines = $2 where id = $1', [
      broken.ids.schedules,
      JSON.stringify(lines),
    ])
  const { rows } = await app().pool.query('select lines from schedules where id = $1', [broken.ids.schedules])
  await setLines([{ amount: 9e15 }, { amount: 9e15 }])
  await runDue(services(), dueDay)
  expect(await laterInvoices(app(), sound)).toHaveLength(1)
  expect(await laterInvoices(app(), broken)).toEqual([])
  const failures = await app().pool.query('select kind, failures, last_error from due_failures')
  expect(failures.rows).toMatchObject([{ kind: 'subscription', failures: 1 }])
  expect(await app().services.db.read.billing.nextDueAt(dueDay)).toBeUndefined()

  await setLines(rows[0].lines)
  await app().pool.query('update due_failures set retry_at = now()')
  await runDue(services(), dueDay)
  expect(await laterInvoices(app(), broken)).toHaveLength(1)
  expect((await app().pool.query('select 1 from due_failures')).rows).toEqual([])
})

test('a link ends on its day, and the order that waited behind it for its money is withdrawn', async () => {
  const seeded = await seedSubscription(app(), 7)
  await seedLink(seeded.ownerId, 'basket-7')
  await app().pool.query(`update orders set status = 'pending-payment' where id = $1`, [seeded.orderId])
  await runDue(services(), '2026-11-30T00:00:00.000Z')
  const { rows } = await app().pool.query(
    `select l.state, o.status from links l join orders o on o.checkout_id = l.basket_id where l.basket_id = 'basket-7'`,
  )
  expect(rows).toEqual([{ state: 'expired', status: 'cancelled' }])
  expect(await eventsOf(app(), seeded)).toEqual(['checkout_link.expired', 'order.cancelled'])
})

async function seedLink(ownerId: string, basketId: string): Promise<void> {
  const dates = { created_at: '2026-11-22T00:00:00Z', updated_at: '2026-11-22T00:00:00Z' }
  await insert(app(), 'baskets', {
    ...dates,
    id: basketId,
    client_id: 'client-1',
    body_hash: '\\x00',
    owner_id: ownerId,
    items: [],
    currency: 'GBP',
    lock: 'soft',
    page: 'checkout',
    source: 'shop',
    tracking: {},
    custom_fields: {},
    draft: {},
    warnings: [],
  })
  await insert(app(), 'links', {
    ...dates,
    id: `link-${basketId}`,
    basket_id: basketId,
    state: 'opened',
    secret_version: 1,
    token_hash: '\\x01',
    recovery_hash: '\\x02',
    expires_at: '2026-11-30T00:00:00Z',
    opens: 1,
  })
}
