import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { findPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts'
import { temporaryFolder } from './temporary-folder.ts'

const main = join(import.meta.dirname, '../../src/main.ts')

export interface ServerProcess {
  readonly child: ChildProcess
  /** Everything it said so far. */
  readonly said: () => string
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

type Environment = Readonly<Record<string, string>>

/** Runs Proffer as a process of its own with nothing of its own in its environment but `environment`. It ends with the test. */
export function spawnProffer(mode: string, environment: Environment): ServerProcess {
  const child = spawn(process.execPath, [main, mode], {
    env: { ...ofNode(), PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ended = once(child, 'close').then(([code]) => code)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, said: () => output, ended }
}

function ofNode(): Environment {
  const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env
  return { PATH, NODE_COMPILE_CACHE }
}

/** Waits until it serves and answers where. Throws with what it said when it ends before. */
export async function addressOf(server: ServerProcess): Promise<string> {
  const found = () => /^Proffer is ready at (\S+)/m.exec(server.said())?.[1]
  return new Promise((resolve, reject) => {
    const look = () => {
      const address = found()
      if (address !== undefined) resolve(address)
    }
    server.child.stdout?.on('data', look)
    void server.ended.then(() => reject(new Error(`it ended: ${server.said()}`)))
    look()
  })
}

/** A data folder that is gone after the test, with the PostgreSQL that may still run on it. */
export async function temporaryDataDir(): Promise<string> {
  const folder = await temporaryFolder()
  onTestFinished(async () => {
    if ((await readdir(folder)).includes('postgres')) {
      const left = await findPostmaster(join(folder, 'postgres'))
      if (left !== undefined) process.kill(left.pid, 'SIGKILL')
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })
  return folder
}
