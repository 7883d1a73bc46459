import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import {
  capturedBy,
  gatewayOf,
  laterInvoices,
  seedSubscription,
} from '../../test/support/due-subscriptions.ts'
import { isRefused } from '../domain/refusal.ts'
import type { ClockRun } from '../ports/clock-run-store.ts'
import { advanceClock } from './advance.ts'
import { advanceView } from './clock-view.ts'
import { resumeClockRun } from './drive.ts'

const app = useApp()

const services = () => ({ ...app().services, gateway: gatewayOf(app()) })

const statusOf = async (id: string) => (await app().services.db.read.clockRuns.find(id))?.status

async function advance(...[how, waitMs]: [Parameters<typeof advanceClock>[1], number?]): Promise<ClockRun> {
  const run = await advanceClock(services(), how, waitMs)
  if (isRefused(run)) throw new Error(run.detail)
  return run
}

test('a clock that needs longer answers meanwhile, and goes on by itself to the end', async () => {
  const seeded = await seedSubscription(app(), 1)
  const run = await advance({ to: '2027-01-01T00:00:00.000Z' }, 0)
  await expect.poll(() => statusOf(run.id), { timeout: 15_000 }).toBe('done')
  expect(await laterInvoices(app(), seeded)).toHaveLength(1)
  expect(app().services.clock.now() >= '2027-01-01T00:00:00.000Z').toBe(true)
})

test('a year of months is billed month by month, each at its own time', async () => {
  const seeded = await seedSubscription(app(), 2)
  // The clock stands in January: what was missed comes at once on one invoice.
  const run = await advance({ to: '2028-01-01T00:00:00.000Z' })
  const invoices = await laterInvoices(app(), seeded)
  expect(invoices.map((invoice) => invoice.issued_on).slice(1)).toEqual([
    '2027-01-22',
    '2027-02-22',
    '2027-03-22',
    '2027-04-22',
    '2027-05-22',
    '2027-06-22',
    '2027-07-22',
    '2027-08-22',
    '2027-09-22',
    '2027-10-22',
    '2027-11-22',
    '2027-12-22',
  ])
  expect(await capturedBy(app(), seeded)).toHaveLength(13)
  const { entries, run: told } = await advanceView(services(), run)
  const times = entries.map((entry) => entry.at)
  expect(times).toEqual([...times].sort())
  expect(told.counts).toMatchObject({ 'invoice.paid': 25, 'payment.captured': 25 })
  expect(
    entries.filter((entry) => entry.type === 'invoice.issued' && entry.at.startsWith('2027-03-22T00:00:')),
  ).toHaveLength(2)
})

test('a run whose process was killed is taken over and carried to its end', async () => {
  const { db, clock } = app().services
  const seeded = await seedSubscription(app(), 3)
  const run: ClockRun = {
    id: 'clock_run-killed',
    status: 'running',
    fromAt: clock.now(),
    toAt: '2028-02-01T00:00:00.000Z',
    firstEventSeq: await db.read.events.lastSeq(),
    lastEventSeq: undefined,
  }
  await db.read.clockRuns.begin(run, { holder: 'killed', seconds: 60 })
  expect(await resumeClockRun(services()), 'a living run is left alone').toBe(false)
  await app().pool.query(`update clock_runs set lease_until = now() where id = 'clock_run-killed'`)
  expect(await resumeClockRun(services())).toBe(true)
  expect(await statusOf(run.id)).toBe('done')
  expect(clock.now() >= run.toAt).toBe(true)
  expect(await laterInvoices(app(), seeded)).not.toEqual([])
})

test('what cannot be collected now holds the clock up no longer than its try', async () => {
  await seedSubscription(app(), 4)
  const broken = {
    ...services(),
    gateway: gatewayOf(app(), { authorise: () => Promise.reject(new Error('down')) }),
  }
  const run = await advanceClock(broken, { to: '2028-03-01T00:00:00.000Z' })
  if (isRefused(run)) throw new Error(run.detail)
  expect(await statusOf(run.id)).toBe('done')
})

test('a worker that stops leaves its run to the next one', async () => {
  const { db, clock } = app().services
  const run: ClockRun = {
    id: 'clock_run-left',
    status: 'running',
    fromAt: clock.now(),
    toAt: '2028-04-01T00:00:00.000Z',
    firstEventSeq: await db.read.events.lastSeq(),
    lastEventSeq: undefined,
  }
  await db.read.clockRuns.begin(run, { holder: 'left', seconds: 0 })
  expect(await resumeClockRun(services(), AbortSignal.abort())).toBe(true)
  expect(await statusOf(run.id)).toBe('running')
  expect(await resumeClockRun(services())).toBe(true)
  expect(await statusOf(run.id)).toBe('done')
})
