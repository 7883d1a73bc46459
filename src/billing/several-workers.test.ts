import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { dueDay, gatewayOf, seedSubscription } from '../../test/support/due-subscriptions.ts'
import type { SeededOrder } from '../../test/support/seed-objects.ts'
import { runDue } from './run-due.ts'

const app = useApp()

const services = () => ({ ...app().services, gateway: gatewayOf(app()) })

const patience = { timeout: 15_000 }

/** Running subscriptions paid by invoice, all due on one day; more than one batch holds. */
async function seedMany(from: number, count: number): Promise<readonly SeededOrder[]> {
  const seeded = await Promise.all(Array.from({ length: count }, (_, n) => seedSubscription(app(), from + n)))
  await app().pool.query(`update subscriptions set payment = '{"type": "invoice"}' where id = any($1)`, [
    seeded.map((one) => one.subscriptionId),
  ])
  return seeded
}

/** What there is of the day: an invoice and its events, an invoiced entry, a further one. */
async function doneFor(seeded: readonly SeededOrder[]) {
  const { rows } = await app().pool.query(
    `select
       (select count(*)::int from invoices i where i.order_id is null and i.subscription_ids && $1) as invoices,
       (select count(distinct i.subscription_ids)::int from invoices i where i.order_id is null and i.subscription_ids && $1) as billed,
       (select count(*)::int from schedules d where d.subscription_id = any($1) and d.status = 'invoiced' and d.due_on = '2026-12-22') as entries,
       (select count(*)::int from schedules d where d.subscription_id = any($1) and d.status = 'pending') as ahead,
       (select count(*)::int from events e where e.owner_id = any($2) and e.type = 'invoice.issued') as events`,
    [seeded.map((one) => one.subscriptionId), seeded.map((one) => one.ownerId)],
  )
  return rows[0]
}

const once = (count: number) => ({
  invoices: count,
  billed: count,
  entries: count,
  ahead: 12 * count,
  events: count,
})

const nothing = (count: number) => ({ invoices: 0, billed: 0, entries: 0, ahead: count, events: 0 })

test('workers at once on the same due subscriptions bill each once, and none is left when they end', async () => {
  const seeded = await seedMany(1, 230)
  const counts = await Promise.all(Array.from({ length: 4 }, () => runDue(services(), dueDay)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(230)
  expect(await doneFor(seeded)).toEqual(once(230))
  expect(await runDue(services(), dueDay)).toBe(0)
})

test('a worker killed in the middle of a batch leaves nothing of it, and another bills each once', async () => {
  const seeded = await seedMany(1001, 30)
  // Whoever writes events waits: what the batch saved before them is not committed yet.
  const gate = await app().pool.connect()
  try {
    await gate.query('begin')
    await gate.query('lock table events in exclusive mode')
    await app().services.moveClock(dueDay)
    const url = app().pool.options.connectionString ?? ''
    const script = join(import.meta.dirname, '../../test/support/worker-process.ts')
    const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'ignore', 'inherit'] })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await expect.poll(waitingForEvents, patience).toBe(1)
    child.kill('SIGKILL')
    await ended
    expect(await doneFor(seeded)).toEqual(nothing(30))
    await gate.query('rollback')
  } finally {
    gate.release()
  }
  // Its locks end with its connection.
  await expect
    .poll(async () => {
      await runDue(services(), dueDay)
      return doneFor(seeded)
    }, patience)
    .toEqual(once(30))
})

async function waitingForEvents(): Promise<number> {
  const { rows } = await app().pool.query(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and query like '%into events%'`,
  )
  return rows[0].count
}
