import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostmaster } from '../src/adapters/embedded-postgres/postmaster.ts'
import { addressOfRunning } from '../src/adapters/embedded-postgres/supervisor.ts'
import type { Cleanup } from './cleanup.ts'
import { makeDatabase } from './database.ts'

const main = join(import.meta.dirname, '../src/main.ts')
/** What the launcher starts a server with. */
const memoryOptions = join(import.meta.dirname, '../bin/server-memory.json')
const patienceMs = 10_000

export interface Server {
  readonly pid: number
  readonly address: string
  readonly databaseUrl: string
  readonly client: { readonly id: string; readonly secret: string }
}

/** Starts the real server as a process of its own on a database of its own; both end with the cleanup. */
export async function startServer(cleanup: Cleanup, nodeOptions: readonly string[]): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), 'proffer-bench-'))
  cleanup.add(() => removeDataDir(dataDir))
  const elsewhere = process.env.BENCH_DATABASE_URL
  const given = elsewhere === undefined ? undefined : await makeDatabase(elsewhere, cleanup)
  const usual: string[] = JSON.parse(await readFile(memoryOptions, 'utf8'))
  const client = { id: 'bench', secret: randomBytes(24).toString('hex') }
  const child = spawn(process.execPath, [...usual, ...nodeOptions, main, 'serve'], {
    env: {
      ...withoutSettings(process.env),
      ...(given === undefined ? {} : { DATABASE_URL: given }),
      DATA_DIR: dataDir,
      PORT: '0',
      SANDBOX: 'true',
      RATE_LIMIT: 'off',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      BOOTSTRAP_CLIENT_ID: client.id,
      BOOTSTRAP_CLIENT_SECRET: client.secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl+C reaches the bench alone, which then ends the server in good order.
    detached: true,
  })
  cleanup.add(() => end(child))
  const address = await addressOf(child)
  const databaseUrl = given ?? (await addressOfRunning(dataDir))
  if (databaseUrl === undefined || child.pid === undefined) throw new Error('the server has no database')
  return { pid: child.pid, address, databaseUrl, client }
}

/** Nothing of the shell's own setup may change what is measured. */
function withoutSettings({ PATH, HOME, TMPDIR, NODE_COMPILE_CACHE }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = { PATH, HOME, TMPDIR, NODE_COMPILE_CACHE }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined))
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      // What it logs; the greeting has no braces.
      if (text.startsWith('{')) process.stderr.write(text)
      said = (said + text).slice(-10_000)
      const found = /^Proffer is ready at (\S+)/m.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`the server ended before it was ready: ${said}`)))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const cut = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await ended
  clearTimeout(cut)
}

/** With the PostgreSQL that still runs there when the server had to be killed. */
async function removeDataDir(folder: string): Promise<void> {
  if ((await readdir(folder)).includes('postgres')) {
    const left = await findPostmaster(join(folder, 'postgres'))
    if (left !== undefined) process.kill(left.pid, 'SIGKILL')
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}
