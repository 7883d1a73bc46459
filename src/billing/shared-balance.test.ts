import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { dueDay, gatewayOf, laterInvoices, seedSubscription } from '../../test/support/due-subscriptions.ts'
import type { SeededOrder } from '../../test/support/seed-objects.ts'
import type { Database, Stores } from '../ports/database.ts'
import { runDue } from './run-due.ts'

const app = useApp()

const services = (db: Database = app().services.db) => ({ ...app().services, db, gateway: gatewayOf(app()) })

let next = 0

/** Two subscriptions of one owner, paid by invoice, who has £14.00 to his credit. */
async function twoOfOneOwner(): Promise<readonly [SeededOrder, SeededOrder]> {
  next += 2
  const [one, other] = [await seedSubscription(app(), next), await seedSubscription(app(), next + 1)]
  for (const { subscriptionId } of [one, other])
    await app().pool.query(
      `update subscriptions set owner_id = $2, payment = '{"type": "invoice"}' where id = $1`,
      [subscriptionId, one.ownerId],
    )
  await app().pool.query('update credit_memos set remaining = 1400 where owner_id = $1', [one.ownerId])
  return [one, other]
}

async function balancesOf(seeded: readonly SeededOrder[]) {
  const invoices = await Promise.all(seeded.map((one) => laterInvoices(app(), one)))
  return invoices.flat().map((invoice) => invoice.balance)
}

async function leftOf({ ownerId }: SeededOrder) {
  const { rows } = await app().pool.query(
    `select remaining, coalesce((select sum((a ->> 'amount')::int) from jsonb_array_elements(applications) a), 0)::int as used
     from credit_memos where owner_id = $1`,
    [ownerId],
  )
  return rows
}

const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

test('two subscriptions of one owner in one batch: the balance is used once', async () => {
  const both = await twoOfOneOwner()
  const warnings: string[] = []
  const log = { ...app().services.log, warn: (_: object, text: string) => warnings.push(text) }
  await runDue({ ...services(), log }, dueDay)
  expect(warnings).toEqual([])
  const balances = await balancesOf(both)
  expect(balances).toHaveLength(2)
  expect(total(balances)).toBe(2 * 30000 - 1400)
  expect(await leftOf(both[0])).toEqual([{ remaining: 0, used: 1400 }])
  expect((await app().pool.query('select 1 from due_failures')).rows).toEqual([])
})

test('two workers at once, each with one subscription of the owner: the balance is used once', async () => {
  const both = await twoOfOneOwner()
  const [one, other] = both
  const dayAfter = '2026-12-23T00:00:00.000Z'
  await app().pool.query('update schedules set due_on = $2, due_at = $3 where id = $1', [
    other.ids.schedules,
    '2026-12-23',
    dayAfter,
  ])
  let reached = () => {}
  const hasPlanned = new Promise<void>((resolve) => {
    reached = resolve
  })
  let goOn = () => {}
  const maySave = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const slow = slowToSave(async () => {
    reached()
    await maySave
  })
  const first = runDue(services(slow), dueDay)
  await hasPlanned
  let ended = false
  const second = runDue(services(), dayAfter).finally(() => {
    ended = true
  })
  // Either it waits for the first, or it has done its own without.
  await expect.poll(async () => ended || (await isAnyoneWaiting()), { timeout: 15_000 }).toBe(true)
  goOn()
  await Promise.all([first, second])
  await runDue(services(), dayAfter)
  const balances = await balancesOf([one, other])
  expect(balances).toHaveLength(2)
  expect(total(balances)).toBe(2 * 30000 - 1400)
  expect(await leftOf(one)).toEqual([{ remaining: 0, used: 1400 }])
})

function slowToSave(wait: () => Promise<void>): Database {
  const { db } = app().services
  const slowed = (stores: Stores): Stores => ({
    ...stores,
    orders: {
      ...stores.orders,
      saveState: async (before, after, at) => {
        await wait()
        return stores.orders.saveState(before, after, at)
      },
    },
  })
  return { ...db, write: (work) => db.write((stores) => work(slowed(stores))) }
}

async function isAnyoneWaiting(): Promise<boolean> {
  const { rows } = await app().pool.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length > 0
}
