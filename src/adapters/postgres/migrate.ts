import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { runMigrations } from 'graphile-worker'
import type pg from 'pg'

/** Any number; every process that migrates takes the advisory lock of this name. */
const migrationLock = 7_760_663_337

const lockPollMs = 100

/**
 * Brings the database to the newest schema: every file of `folder` that was not applied yet, in the order of its name, each in a
 * transaction of its own. Forward only; a file that was applied is never run or compared again.
 */
export async function migrate(pool: pg.Pool, folder: string): Promise<readonly string[]> {
  const client = await pool.connect()
  try {
    await takeLock(client)
    await runMigrations({ pgPool: pool })
    return await applyMissing(client, folder)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
    client.release()
  }
}

/** Polls: a process that blocks on the lock holds a snapshot that can hang an index built concurrently. */
async function takeLock(client: pg.PoolClient): Promise<void> {
  for (;;) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [migrationLock])
    if (rows[0].taken) return
    await pause(lockPollMs)
  }
}

async function applyMissing(client: pg.PoolClient, folder: string): Promise<readonly string[]> {
  await client.query(
    'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
  )
  const applied = new Set((await client.query('select name from migrations')).rows.map((row) => row.name))
  const missing = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort()
  for (const name of missing) await apply(client, folder, name)
  return missing
}

async function apply(client: pg.PoolClient, folder: string, name: string): Promise<void> {
  const text = await readFile(join(folder, name), 'utf8')
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migrations (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed`, { cause: error })
  }
}
