import { spawn } from 'node:child_process'
import { open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Postmaster, readPostmasterFile } from './postmaster.ts'
import type { RunAs } from './run-as.ts'

export interface ServerStart {
  readonly program: string
  readonly runAs: RunAs
  /** PostgreSQL's data directory. */
  readonly folder: string
  readonly port: number
  /** Further settings, by PostgreSQL's own names. */
  readonly settings: Readonly<Record<string, string>>
}

const pollMs = 10
const startLimitMs = 60_000

/** Loopback only, with a password; nothing of it is reachable from another machine. */
const fixedSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  timezone: 'UTC',
  log_checkpoints: 'off',
}

/** Starts PostgreSQL and answers when its lock file says `ready`. Throws with the end of its log when it does not come up. */
export async function startServerProcess(start: ServerStart): Promise<Postmaster> {
  const settings = { ...fixedSettings, ...start.settings, port: String(start.port) }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, ...args] = [...start.runAs.prefix, start.program, '-D', start.folder, ...options]
  const logPath = join(dirname(start.folder), 'postgres.log')
  const log = await open(logPath, 'a', 0o600)
  try {
    // A session of its own: Ctrl+C in the terminal reaches us, and we stop PostgreSQL when we are done with it.
    const child = spawn(command ?? start.program, args, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...(start.runAs.uid === undefined ? {} : { uid: start.runAs.uid, gid: start.runAs.uid }),
    })
    const ended = new Promise<void>((resolve) => child.once('exit', resolve).once('error', () => resolve()))
    child.unref()
    return await becomeReady(start.folder, ended, logPath)
  } finally {
    await log.close()
  }
}

async function becomeReady(folder: string, ended: Promise<void>, logPath: string): Promise<Postmaster> {
  let over = false
  void ended.then(() => {
    over = true
  })
  for (let waitedMs = 0; waitedMs < startLimitMs && !over; waitedMs += pollMs) {
    await pause(pollMs)
    const found = await readPostmasterFile(folder)
    if (found?.ready) return found
  }
  throw new Error(`The embedded PostgreSQL did not start. The end of ${logPath}:\n${await endOf(logPath)}`)
}

async function endOf(path: string): Promise<string> {
  const lines = (await readFile(path, 'utf8')).trim().split('\n')
  return lines.slice(-5).join('\n')
}
