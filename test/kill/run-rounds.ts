import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect } from 'vitest'
import { startWorker } from '../../src/worker/start.ts'
import type { TestApp } from '../support/app.ts'
import { passChallenge } from './bank-visit.ts'
import { type Prepared, preparer } from './prepare.ts'
import type { Orders } from './process.ts'
import type { Round } from './rounds.ts'

/** The business time of the rounds: an hour at which it is the next day further east. */
const now = '2027-03-14T20:00:00.000Z'

const atOnce = 3

/** A round that was run. */
export interface Ran extends Prepared {
  /** The id that a killed process lived to tell its caller. */
  readonly acknowledged: string | undefined
  /** How its processes ended. */
  readonly signals: readonly (string | null)[]
}

/** Runs every round, several at once, each in processes of its own that kill themselves. */
export async function runRounds(app: TestApp, rounds: readonly Round[]): Promise<readonly Ran[]> {
  await app.services.moveClock(now)
  const prepare = await preparer(app)
  const waiting = [...rounds.entries()]
  const ran: Ran[] = []
  const runOneByOne = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      ran.push(await runRound(await prepare(next[1], next[0]), app))
  }
  await Promise.all(Array.from({ length: atOnce }, runOneByOne))
  return ran
}

/** Lets an ordinary worker finish whatever the dead have left. */
export async function recover(app: TestApp, ran: readonly Ran[]): Promise<void> {
  await endJobsOfRunningOrders(app)
  const worker = await startWorker(app)
  const left = async () => {
    const { rows } = await app.pool.query(
      `select id, status from orders where status in ('submitted', 'processing')
       union all select key, 'unsent' from mails where sent_at is null
       union all select id, 'unsent' from refunds where status = 'pending'
       union all select order_id, state from payment_attempts where state = 'challenged'`,
    )
    return rows
  }
  try {
    await expect
      .poll(
        async () => {
          await letBuyersMeetTheirBanks(app, ran)
          return left()
        },
        { timeout: 60_000, interval: 100 },
      )
      .toEqual([])
  } finally {
    await worker.stop()
  }
}

/** Buyers who have not been at their bank go there now, if they ever do; for the others an hour passes. */
async function letBuyersMeetTheirBanks(app: TestApp, ran: readonly Ran[]): Promise<void> {
  const passing = ran.filter(({ round }) => round.scenario === 'challenged').map(({ basketId }) => basketId)
  const { rows } = await app.pool.query(
    `select o.id from orders o join payment_attempts a on a.order_id = o.id
     where a.state = 'challenged' and o.checkout_id = any($1)`,
    [passing],
  )
  for (const { id } of rows) await passChallenge(app.services, id)
  await app.pool.query(
    `update payment_attempts set challenged_at = now() - interval '2 hours', check_at = null
     where state = 'challenged' and challenged_at > now() - interval '1 hour'`,
  )
}

/** As a worker does that meets such a job while the order's runner still lives: only the sweep finds these orders again. */
async function endJobsOfRunningOrders(app: TestApp): Promise<void> {
  await app.pool.query(
    `select graphile_worker.complete_jobs(array_agg(j.id)) from graphile_worker.jobs j
     join orders o on o.id = j.key where o.lease_holder is not null`,
  )
}

async function runRound(prepared: Prepared, app: TestApp): Promise<Ran> {
  const { round, basketId, named, submit } = prepared
  const signals: (string | null)[] = []
  let acknowledged: string | undefined
  for (const [index, death] of round.deaths.entries()) {
    const ended = await runProcess(app, {
      basketId,
      named,
      scenario: round.scenario,
      death,
      submit: index === 0 ? submit : undefined,
    })
    signals.push(ended.signal)
    if (ended.said !== '') acknowledged = JSON.parse(ended.said).id
  }
  return { ...prepared, signals, acknowledged }
}

async function runProcess(app: TestApp, told: Omit<Orders, 'databaseUrl'>) {
  const orders: Orders = { databaseUrl: app.pool.options.connectionString ?? '', ...told }
  const child = spawn(process.execPath, [join(import.meta.dirname, 'process.ts'), JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const [, signal] = await once(child, 'close')
  return { said, signal: typeof signal === 'string' ? signal : null }
}
