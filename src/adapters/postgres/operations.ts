import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Figures, Operations, ReadinessPart } from '../../ports/operations.ts'
import type { SqlCounters } from './sql.ts'

const patienceMs = 2_000

export function postgresOperations(given: {
  readonly pool: pg.Pool
  readonly counters: SqlCounters
  readonly migrationsFolder: string
}): Operations {
  const { pool, counters } = given
  return {
    missing: () => withinPatience(missingOf(pool, given.migrationsFolder), ['database']),
    figures: async () => ({
      ...counters,
      pool: { open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
      jobs: await withinPatience(jobsOf(pool), undefined),
    }),
  }
}

/** `otherwise` when it fails or takes too long. */
async function withinPatience<Answer>(answer: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  const stop = new AbortController()
  const tooLong = pause(patienceMs, otherwise, { signal: stop.signal })
  try {
    return await Promise.race([answer, tooLong])
  } catch {
    return otherwise
  } finally {
    stop.abort()
    tooLong.catch(() => undefined)
  }
}

async function missingOf(pool: pg.Pool, folder: string): Promise<ReadinessPart[]> {
  await pool.query('select 1')
  const missing: ReadinessPart[] = []
  if (!(await allApplied(pool, folder))) missing.push('migrations')
  if ((await jobsOf(pool).catch(() => undefined)) === undefined) missing.push('queue')
  return missing
}

async function allApplied(pool: pg.Pool, folder: string): Promise<boolean> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  const found = await pool.query('select name from migrations').catch(() => undefined)
  const applied = new Set(found?.rows.map((row) => row.name))
  return files.every((name) => applied.has(name))
}

async function jobsOf(pool: pg.Pool): Promise<NonNullable<Figures['jobs']>> {
  const { rows } = await pool.query(
    `select count(*) filter (where locked_at is null and attempts < max_attempts) as waiting,
            count(*) filter (where locked_at is not null) as running,
            count(*) filter (where locked_at is null and attempts >= max_attempts) as failed
       from graphile_worker.jobs`,
  )
  return { waiting: rows[0].waiting, running: rows[0].running, failed: rows[0].failed }
}
