import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import {
  capturedBy,
  dueDay,
  gatewayOf,
  laterInvoices,
  seedSubscription,
} from '../../test/support/due-subscriptions.ts'
import { postMail } from '../mail/outbox.ts'
import { type RunningWorker, startWorker } from './start.ts'

const app = useApp()

const patience = { timeout: 15_000 }

const workers: RunningWorker[] = []

async function work(): Promise<RunningWorker> {
  const worker = await startWorker({ ...app(), services: { ...app().services, gateway: gatewayOf(app()) } })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()))
})

const mailTo = (to: string) => app().services.db.read.mails.list({ to, beforeId: undefined, limit: 1 })

test('a mail that is posted is sent', async () => {
  await work()
  await app().services.db.write((stores) =>
    postMail(
      stores,
      { key: 'hello', to: 'ada@example.com', subject: 'Hello', text: 'Hello.', html: '<p>Hello.</p>' },
      app().services.clock.now(),
    ),
  )
  await expect.poll(async () => (await mailTo('ada@example.com'))[0]?.sentAt, patience).toBeDefined()
})

test('what falls due is done without anybody asking', async () => {
  const seeded = await seedSubscription(app(), 1)
  await app().services.moveClock(dueDay)
  await work()
  await expect.poll(() => laterInvoices(app(), seeded), patience).toMatchObject([{ status: 'paid' }])
})

test('a worker that is killed in the middle of a charge is replaced, and the buyer is charged once', async () => {
  const seeded = await seedSubscription(app(), 2)
  await app().pool.query(
    `insert into sandbox_gateway.faults (call, remaining, delay_ms) values ('capture', 0, 60000)`,
  )
  await app().services.moveClock(dueDay)
  const url = app().pool.options.connectionString ?? ''
  const script = join(import.meta.dirname, '../../test/support/worker-process.ts')
  const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'ignore', 'inherit'] })
  // The gateway has taken the money and the worker still waits for the answer.
  await expect.poll(() => capturedBy(app(), seeded), patience).toEqual([30000])
  child.kill('SIGKILL')
  await app().pool.query('delete from sandbox_gateway.faults')

  await work()
  await expect
    .poll(() => laterInvoices(app(), seeded), patience)
    .toMatchObject([{ status: 'paid', balance: 0 }])
  expect(await capturedBy(app(), seeded)).toEqual([30000])
  const { rows } = await app().pool.query(
    "select 1 from graphile_worker.jobs where locked_by is not null and locked_at < now() - interval '1 second'",
  )
  expect(rows).toEqual([])
})

test('a worker that stops takes itself off the list of the living', async () => {
  const worker = await work()
  const living = async () =>
    (
      await app().pool.query('select process_id from worker_processes where process_id = $1', [
        app().services.processId,
      ])
    ).rows.length
  expect(await living()).toBe(1)
  workers.length = 0
  await worker.stop()
  expect(await living()).toBe(0)
})
