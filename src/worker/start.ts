import { EventEmitter } from 'node:events'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { resumeClockRun } from '../clock/drive.ts'
import type { ProcessRegistry } from '../ports/process-registry.ts'
import type { Services } from '../ports/services.ts'
import { every } from './every.ts'
import { sweepOf } from './sweep.ts'
import { tasksOf } from './tasks.ts'

/** What a worker needs of the app. */
export interface WorkerParts {
  readonly services: Services
  readonly pool: pg.Pool
  readonly processes: ProcessRegistry
}

export interface RunningWorker {
  /** Takes no new jobs, lets those in hand end, and takes this process off the list of the living. */
  readonly stop: () => Promise<void>
}

const concurrency = 4

const pollMs = 1_000

const sweepMs = 1_000

/** Works off jobs in this process: orders to run, mails to send, what falls due. Any number of processes may. */
export async function startWorker({ services, pool, processes }: WorkerParts): Promise<RunningWorker> {
  const { log } = services
  const events: WorkerEvents = new EventEmitter()
  let poolId = ''
  events.once('pool:create', ({ workerPool }) => {
    poolId = workerPool.id
  })
  const runner = await run({
    pgPool: pool,
    taskList: tasksOf(services),
    concurrency,
    pollInterval: pollMs,
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({ component: 'worker' }, message)
      else if (level === 'warning') log.warn({ component: 'worker' }, message)
    }),
  })
  await processes.join(poolId)
  const repeat = (work: (stopping: AbortSignal) => Promise<unknown>) =>
    every(sweepMs, work, (error) => log.error({ error: String(error) }, 'a sweep failed; it is repeated'))
  const repeated = [repeat(sweepOf(services, processes))]
  if (services.sandbox) repeated.push(repeat((stopping) => resumeClockRun(services, stopping)))
  const { sandboxBank } = services
  if (sandboxBank !== undefined) repeated.push(repeat(sandboxBank.deliverNotices))
  return {
    stop: async () => {
      await Promise.all(repeated.map((sweep) => sweep.stop()))
      await runner.stop()
      await processes.leave()
    },
  }
}
