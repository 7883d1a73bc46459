import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Job } from './closed-loop.ts'
import { Connection } from './connection.ts'
import { writingTransactions } from './database.ts'

/** What one run of a job asks of the database. */
export interface Counts {
  /** Statements of the server, without BEGIN, COMMIT and what the queue's own library does. */
  readonly roundTrips: number
  /** Transactions of several statements. */
  readonly commits: number
  /** Every transaction of anybody that wrote: statements on their own, the queue's and the sandbox gateway's too. */
  readonly writes: number
}

export interface CountParts {
  readonly address: string
  readonly pool: pg.Pool
}

const settleMs = 400
const idleMs = 3_000

/** What the server does when nobody asks for anything, for each second. */
export async function countIdle(parts: CountParts): Promise<Counts> {
  await pause(settleMs)
  const before = await look(parts)
  await pause(idleMs)
  return perUnit(before, await look(parts), idleMs / 1000)
}

/** Does the job so often with one client, waits until its queued work is done too, and takes off what happens anyway. */
export async function countJob(
  parts: CountParts,
  job: Job,
  { times, idle }: { times: number; idle: Counts },
): Promise<Counts> {
  const clients = await job.start(1)
  try {
    // The first runs prepare statements and fill caches.
    for (let n = 0; n < 5; n += 1) await clients.runs[0]?.()
    await pause(settleMs)
    const before = await look(parts)
    const from = performance.now()
    for (let n = 0; n < times; n += 1) await clients.runs[0]?.()
    await pause(settleMs)
    const after = await look(parts)
    const seconds = (performance.now() - from) / 1000
    const all = perUnit(before, after, times)
    const besides = (rate: number) => (rate * seconds) / times
    return {
      roundTrips: all.roundTrips - besides(idle.roundTrips),
      commits: all.commits - besides(idle.commits),
      writes: all.writes - besides(idle.writes),
    }
  } finally {
    clients.stop()
  }
}

export async function look({ address, pool }: CountParts): Promise<Counts> {
  const writes = await writingTransactions(pool)
  const connection = await Connection.open(address)
  try {
    const answer = await connection.ask({ method: 'GET', path: '/metrics' })
    const text = answer.body.toString()
    const counter = (name: string) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1])
    return {
      roundTrips: counter('proffer_db_round_trips_total'),
      commits: counter('proffer_db_commits_total'),
      writes,
    }
  } finally {
    connection.close()
  }
}

function perUnit(before: Counts, after: Counts, units: number): Counts {
  return {
    roundTrips: (after.roundTrips - before.roundTrips) / units,
    commits: (after.commits - before.commits) / units,
    writes: (after.writes - before.writes) / units,
  }
}
