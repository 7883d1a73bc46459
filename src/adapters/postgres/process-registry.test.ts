import { expect, test } from 'vitest'
import { useApp } from '../../../test/support/app.ts'
import { openProcessRegistry } from './process-registry.ts'

const app = useApp()

const registryOf = (processId: string) =>
  openProcessRegistry({
    pool: app().pool,
    connectionString: app().pool.options.connectionString ?? '',
    processId,
    log: app().services.log,
  })

async function lockedJob(poolId: string): Promise<string> {
  const { rows } = await app().pool.query(
    `select id from graphile_worker.add_job('send-mails', payload => '{}'::json, job_key => $1)`,
    [poolId],
  )
  await app().pool.query(
    'update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where id = $2',
    [poolId, rows[0].id],
  )
  return rows[0].id
}

async function lockerOf(jobId: string): Promise<string | null> {
  const { rows } = await app().pool.query(
    'select locked_by from graphile_worker._private_jobs where id = $1',
    [jobId],
  )
  return rows[0].locked_by
}

/** As kill -9 leaves it: the connection is gone and nothing was tidied up. */
async function killConnectionOf(processId: string): Promise<void> {
  await app().pool.query(
    `select pg_terminate_backend(l.pid, 5000) from pg_locks l join worker_processes p
     on l.locktype = 'advisory' and (l.classid::bigint << 32 | l.objid::bigint) = p.lock_key
     where p.process_id = $1 and l.database = (select oid from pg_database where datname = current_database())`,
    [processId],
  )
}

test('jobs of a process that was killed are freed, jobs of a living one are not', async () => {
  const [dead, alive, rescuer] = [registryOf('dead'), registryOf('alive'), registryOf('rescuer')]
  await Promise.all([dead.join('pool-dead'), alive.join('pool-alive'), rescuer.join('pool-rescuer')])
  const [lost, held] = [await lockedJob('pool-dead'), await lockedJob('pool-alive')]

  expect(await rescuer.freeDead()).toEqual([])
  expect(await lockerOf(lost)).toBe('pool-dead')

  await killConnectionOf('dead')
  expect(await rescuer.freeDead()).toEqual(['dead'])
  expect(await lockerOf(lost)).toBeNull()
  expect(await lockerOf(held)).toBe('pool-alive')
  await Promise.all([alive.leave(), rescuer.leave()])
})

test('a process that lost its connection but lives says so again', async () => {
  const [unlucky, other] = [registryOf('unlucky'), registryOf('other')]
  await unlucky.join('pool-unlucky')
  await killConnectionOf('unlucky')
  await expect
    .poll(async () => {
      await unlucky.freeDead()
      return other.freeDead()
    })
    .toEqual([])
  const { rows } = await app().pool.query('select process_id from worker_processes')
  expect(rows).toEqual([{ process_id: 'unlucky' }])
  await unlucky.leave()
})

test('jobs of a process that died before it could say its name are freed after a minute', async () => {
  const job = await lockedJob('pool-nameless')
  await registryOf('rescuer').freeDead()
  expect(await lockerOf(job)).toBe('pool-nameless')
  await app().pool.query(
    `update graphile_worker._private_jobs set locked_at = now() - interval '61 seconds' where id = $1`,
    [job],
  )
  await registryOf('rescuer').freeDead()
  expect(await lockerOf(job)).toBeNull()
})
