import type { Config } from '../config.ts'
import { startWorker } from '../worker/start.ts'
import { createCleanup } from './cleanup.ts'
import { joinDatabase } from './database-server.ts'
import { StartFailure } from './fail.ts'
import { openApp } from './open-app.ts'
import type { ProcessLog } from './process-log.ts'
import { toldToStop } from './told-to-stop.ts'

/** Together less than the ten seconds in which we promise to be gone. */
const limitsMs = { worker: 4_000, app: 1_000, database: 4_000 }

/** Works off jobs without serving, until told to stop; answers the exit code. */
export async function work(config: Config, log: ProcessLog): Promise<number> {
  const stopped = toldToStop()
  const { server } = await joinDatabase(config, log)
  if (server === undefined)
    throw new StartFailure(`A server has just started on ${config.dataDir}; start again beside it.`)
  const cleanup = createCleanup(log)
  cleanup.add('the database', limitsMs.database, server.stop)
  try {
    const app = await openApp(config, server.url, log)
    cleanup.add('the connections', limitsMs.app, app.close)
    const worker = await startWorker(app)
    cleanup.add('the worker', limitsMs.worker, worker.stop)
    console.log('Proffer works off jobs.')
    log.info({ reason: await stopped }, 'stopping')
    return 0
  } finally {
    await cleanup.run()
  }
}
