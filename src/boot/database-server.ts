import { mkdir } from 'node:fs/promises'
import { holderOf, lockDataDir } from '../adapters/embedded-postgres/data-dir-lock.ts'
import { addressOfRunning, startEmbeddedPostgres } from '../adapters/embedded-postgres/supervisor.ts'
import type { Config } from '../config.ts'
import type { Log } from '../ports/log.ts'

/** The database of this run. */
export interface DatabaseServer {
  readonly url: string
  /** Says where this process serves, for whoever starts on the same data folder; `null`: not any more. */
  readonly announce: (address: string | null) => Promise<void>
  /** Stops what this process started. */
  readonly stop: () => Promise<void>
}

export type OpenedDatabase =
  | { readonly server: DatabaseServer }
  /** Another process serves this data folder, there. */
  | { readonly server?: never; readonly servedAt: string }

/** The PostgreSQL of `DATABASE_URL`, or the embedded one, which belongs to one process at a time. */
export async function openDatabase(config: Config, log: Log): Promise<OpenedDatabase> {
  if (config.databaseUrl !== undefined) return { server: guestOf(config.databaseUrl) }
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const taken = await lockDataDir(config.dataDir)
  if (taken.lock === undefined) return taken
  const { lock } = taken
  try {
    const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log })
    const stop = async () => {
      await embedded.stop()
      await lock.release()
    }
    return { server: { url: embedded.url, announce: lock.announce, stop } }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** For a command that works beside a server: uses the embedded database of the process that runs it, else starts it. */
export async function joinDatabase(config: Config, log: Log): Promise<OpenedDatabase> {
  const beside = config.databaseUrl === undefined && (await holderOf(config.dataDir)) !== undefined
  const address = beside ? await addressOfRunning(config.dataDir) : undefined
  return address === undefined ? openDatabase(config, log) : { server: guestOf(address) }
}

function guestOf(url: string): DatabaseServer {
  return { url, announce: async () => undefined, stop: async () => undefined }
}
