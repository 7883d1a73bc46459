import { randomInt } from 'node:crypto'
import pg from 'pg'
import type { Log } from '../../ports/log.ts'
import type { ProcessRegistry } from '../../ports/process-registry.ts'

const largestKey = 2 ** 47

/** A worker pool that nobody registered, and whose jobs have been locked this long, died before it could say its name. */
const unregisteredSeconds = 60

interface RegistryOptions {
  readonly pool: pg.Pool
  readonly connectionString: string
  readonly processId: string
  readonly log: Log
}

export function openProcessRegistry({
  pool,
  connectionString,
  processId,
  log,
}: RegistryOptions): ProcessRegistry {
  let poolId: string | undefined
  let holder: pg.Client | undefined

  // The lock lives on a connection of its own: it must outlast every transaction and end with the process.
  const hold = async (id: string) => {
    const client = new pg.Client({ connectionString, application_name: 'proffer process' })
    client.on('error', (error) => {
      log.warn({ error: error.message }, 'lost the connection that says this process lives')
      if (holder === client) holder = undefined
    })
    await client.connect()
    const key = randomInt(largestKey)
    await client.query('select pg_advisory_lock($1)', [key])
    await client.query(
      `insert into worker_processes (process_id, lock_key, pool_id) values ($1, $2, $3)
       on conflict (process_id) do update set lock_key = excluded.lock_key, pool_id = excluded.pool_id`,
      [processId, key, id],
    )
    holder = client
  }

  return {
    join: async (id) => {
      poolId = id
      await hold(id)
    },
    leave: async () => {
      poolId = undefined
      const client = holder
      holder = undefined
      await client?.query('delete from worker_processes where process_id = $1', [processId])
      await client?.end()
    },
    freeDead: async () => {
      // After a lost connection others may take this process for dead, so it says again that it lives.
      if (poolId !== undefined && holder === undefined) await hold(poolId)
      const { rows } = await pool.query({ name: 'processes.free-dead', text: freeDead, values: [processId] })
      return rows[0].processes
    },
  }
}

/** One statement, so that a process is taken off the list and its work freed together. The locks it tries end with it. */
const freeDead = `
  with dead as (
    delete from worker_processes where process_id <> $1 and pg_try_advisory_xact_lock(lock_key)
    returning process_id, pool_id
  ),
  strays as (
    select distinct locked_by as pool_id from graphile_worker._private_jobs
    where locked_at < now() - make_interval(secs => ${unregisteredSeconds})
      and locked_by not in (select pool_id from worker_processes)
  ),
  pools as (select array_agg(pool_id) as ids from (select pool_id from dead union select pool_id from strays) as p),
  jobs as (select graphile_worker.force_unlock_workers(ids) from pools where ids is not null),
  orders_freed as (
    update orders set lease_until = clock_timestamp()
    where status in ('submitted', 'processing') and split_part(lease_holder, '/', 1) in (select process_id from dead)
  ),
  collections_freed as (
    update collections set lease_until = clock_timestamp()
    where state in ('started', 'capturing', 'voiding')
      and split_part(lease_holder, '/', 1) in (select process_id from dead)
  ),
  refunds_freed as (
    update refunds set lease_until = clock_timestamp()
    where status = 'pending' and split_part(lease_holder, '/', 1) in (select process_id from dead)
  ),
  runs_freed as (
    update clock_runs set lease_until = clock_timestamp()
    where status = 'running' and lease_holder in (select process_id from dead)
  )
  select coalesce((select array_agg(process_id) from dead), '{}') as processes, (select count(*) from jobs) as pools`
