import { ensureBootstrapClient } from '../access/clients.ts'
import { freePort } from '../adapters/embedded-postgres/free-port.ts'
import type { Config } from '../config.ts'
import { buildServer, type HttpServer } from '../http/server.ts'
import { startWorker } from '../worker/start.ts'
import { type Cleanup, createCleanup } from './cleanup.ts'
import { openDatabase } from './database-server.ts'
import { StartFailure } from './fail.ts'
import { greeting } from './greeting.ts'
import { openApp } from './open-app.ts'
import type { ProcessLog } from './process-log.ts'
import { prepareSandbox } from './sandbox.ts'
import { toldToStop } from './told-to-stop.ts'

/** Together less than the ten seconds in which we promise to be gone. */
const limitsMs = { work: 4_000, app: 1_000, database: 4_000 }

/** Serves until told to stop; answers the exit code. */
export async function serve(given: Config, log: ProcessLog): Promise<number> {
  const stopped = toldToStop()
  const config = given.port === 0 ? { ...given, port: await freePort(0) } : given
  const opened = await openDatabase(config, log)
  if (opened.server === undefined) {
    console.log(`Proffer is running on this data folder already: ${opened.servedAt}`)
    return 0
  }
  const { server } = opened
  const cleanup = createCleanup(log)
  cleanup.add('the database', limitsMs.database, server.stop)
  try {
    const address = await start(config, { log, cleanup, databaseUrl: server.url })
    await server.announce(address)
    cleanup.add('the announcement', limitsMs.app, () => server.announce(null))
    log.info({ reason: await stopped }, 'stopping')
    return 0
  } finally {
    await cleanup.run()
  }
}

interface Run {
  readonly log: ProcessLog
  readonly cleanup: Cleanup
  readonly databaseUrl: string
}

async function start(config: Config, { log, cleanup, databaseUrl }: Run): Promise<string> {
  const app = await openApp(config, databaseUrl, log)
  cleanup.add('the connections', limitsMs.app, app.close)
  if (config.bootstrapClient !== undefined) await ensureBootstrapClient(app.services, config.bootstrapClient)
  const demo = config.sandbox ? await prepareSandbox(app.services, config) : undefined
  const http = await buildServer(app.services, { ...config, checkAnswers: false, log })
  const worker = config.worker === 'inline' ? await startWorker(app) : undefined
  cleanup.add('the work in hand', limitsMs.work, async () => {
    await Promise.all([endRequests(http), worker?.stop()])
  })
  await listen(http, config)
  console.log(greeting(app.services.publicUrl, demo))
  return app.services.publicUrl
}

async function listen(http: HttpServer, { host, port }: Config): Promise<void> {
  try {
    await http.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      throw new StartFailure(`PORT: ${port} is taken by another program; set PORT to another one.`)
    if (code === 'EACCES')
      throw new StartFailure(`PORT: this user may not listen on ${port}; set PORT to another one.`)
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartFailure(`HOST: ${host} is no address of this machine.`)
    throw error
  }
}

/** Takes no new ones, lets the running ones finish, and cuts off who is still there after the limit. */
async function endRequests(http: HttpServer): Promise<void> {
  const cut = setTimeout(() => http.server.closeAllConnections(), limitsMs.work - 500)
  await http.close()
  clearTimeout(cut)
}
