import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../../ports/log.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { type Cluster, clusterFolder, ensureCluster, readCluster, superuser } from './cluster.ts'
import { freePort } from './free-port.ts'
import { isAlive, type Postmaster, settledPostmaster } from './postmaster.ts'
import { chooseRunAs, openPathFor, type RunAs } from './run-as.ts'
import { startServerProcess } from './server-process.ts'

const databaseName = 'proffer'
const watchMs = 500
const startAttempts = 20
const retryMs = 500
const settleLimitMs = 60_000
const stopLimitMs = 3_000
const stopPollMs = 20

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly log: Log
  /** Further PostgreSQL settings; tests trade durability for speed here. */
  readonly settings?: Readonly<Record<string, string>>
}

export interface EmbeddedPostgres {
  /** Address of the database `proffer`, with its password. */
  readonly url: string
  /** Ends it in good order (a "fast shutdown"). */
  readonly stop: () => Promise<void>
}

interface Home {
  readonly binaries: Binaries
  readonly runAs: RunAs
  readonly cluster: Cluster
  readonly options: EmbeddedOptions
}

/**
 * Brings up the PostgreSQL under `dataDir`: makes it on first use, adopts the one that still runs after our own process was
 * killed, and starts it again whenever it dies. One process per `dataDir` may do this; the caller sees to that.
 */
export async function startEmbeddedPostgres(given: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const options = { ...given, dataDir: resolve(given.dataDir) }
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 })
  const binaries = await findBinaries(options.log)
  const runAs = await chooseRunAs(clusterFolder(options.dataDir), binaries.postgres)
  await openPathFor(runAs, options.dataDir)
  const home: Home = {
    binaries,
    runAs,
    options,
    cluster: await ensureCluster(options.dataDir, binaries, runAs),
  }
  let running = await adoptOrStart(home)
  await ensureDatabase(home, running.port)
  const watch = keepAlive(home, running, (next) => {
    running = next
  })
  return {
    url: urlOf(home.cluster, running.port, databaseName),
    stop: async () => {
      await watch.end()
      await stopServer(running.pid, home.cluster.folder)
    },
  }
}

/** Address of the database that another process runs under `dataDir`; `undefined` when none runs. */
export async function addressOfRunning(dataDir: string): Promise<string | undefined> {
  const cluster = await readCluster(resolve(dataDir))
  if (cluster === undefined) return undefined
  const running = await settledPostmaster(cluster.folder, settleLimitMs)
  return running === undefined ? undefined : urlOf(cluster, running.port, databaseName)
}

async function adoptOrStart(home: Home): Promise<Postmaster> {
  const found = await settledPostmaster(home.cluster.folder, settleLimitMs)
  if (found !== undefined) {
    home.options.log.info(
      { postgresPid: found.pid },
      'adopted the embedded PostgreSQL that was still running',
    )
    return found
  }
  const portFile = join(home.options.dataDir, 'postgres.port')
  const remembered = Number(await readFile(portFile, 'utf8').catch(() => '0')) || 0
  const port = await freePort(remembered)
  const started = await startWithPatience(home, port)
  await writeFile(portFile, `${port}\n`)
  return started
}

/** After a crash the backends of the old server need a moment to leave the shared memory. */
async function startWithPatience(home: Home, port: number): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startServerProcess({
        program: home.binaries.postgres,
        runAs: home.runAs,
        folder: home.cluster.folder,
        port,
        settings: home.options.settings ?? {},
      })
    } catch (error) {
      const mayPass = error instanceof Error && error.message.includes('still in use')
      if (!mayPass || attempt >= startAttempts) throw error
      await pause(retryMs)
    }
  }
}

/** Looks twice a second whether the server lives and brings it back on the same port, which is where every pool looks for it. */
function keepAlive(home: Home, first: Postmaster, onRestart: (next: Postmaster) => void) {
  let current = first
  let ended = false
  const stop = new AbortController()
  const look = async () => {
    if (await isAlive(current.pid, home.cluster.folder)) return
    home.options.log.error({ pid: current.pid }, 'the embedded PostgreSQL died; starting it again')
    current =
      (await settledPostmaster(home.cluster.folder, settleLimitMs)) ??
      (await startWithPatience(home, first.port))
    onRestart(current)
  }
  const loop = async () => {
    while (!ended) {
      await pause(watchMs, undefined, { signal: stop.signal, ref: false }).catch(() => undefined)
      if (ended) return
      await look().catch((error: Error) =>
        home.options.log.error({ error: error.message }, 'the embedded PostgreSQL did not come back yet'),
      )
    }
  }
  const looping = loop()
  return {
    end: async () => {
      ended = true
      stop.abort()
      await looping
    },
  }
}

async function ensureDatabase(home: Home, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(home.cluster, port, 'postgres') })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

function urlOf(cluster: Cluster, port: number, database: string): string {
  return `postgres://${superuser}:${cluster.password}@127.0.0.1:${port}/${database}`
}

/** Fast shutdown: open transactions end, everything is written. After the limit it is told to drop everything; its log brings it back. */
async function stopServer(pid: number, folder: string): Promise<void> {
  if (!(await isAlive(pid, folder))) return
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; waitedMs < stopLimitMs; waitedMs += stopPollMs) {
    await pause(stopPollMs)
    if (!(await isAlive(pid, folder))) return
  }
  process.kill(pid, 'SIGQUIT')
}
