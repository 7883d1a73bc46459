import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { factsOfProcess } from './process-facts.ts'

export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

const pollMs = 10
const lockFile = (folder: string) => join(folder, 'postmaster.pid')

/** Reads PostgreSQL's own lock file: line 1 is the process, line 4 the port, line 8 the state. */
export function parsePostmasterFile(text: string): Postmaster | undefined {
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number.isSafeInteger(port) ? port : 0, ready: lines[7]?.trim() === 'ready' }
}

/** What the lock file in `folder` says, true or not. */
export async function readPostmasterFile(folder: string): Promise<Postmaster | undefined> {
  const text = await readFile(lockFile(folder), 'utf8').catch(() => '')
  return parsePostmasterFile(text)
}

/** The PostgreSQL that runs on `folder` now. A lock file whose process is gone, dead or something else is removed. */
export async function findPostmaster(folder: string): Promise<Postmaster | undefined> {
  const found = await readPostmasterFile(folder)
  if (found !== undefined && (await isAlive(found.pid, folder))) return found
  await rm(lockFile(folder), { force: true })
  return undefined
}

/** Is this process a PostgreSQL on this folder? Its number may have gone to another program since. */
export async function isAlive(pid: number, folder: string): Promise<boolean> {
  const facts = await factsOfProcess(pid)
  if (facts === undefined) return false
  return facts.command === '' || (facts.command.includes('postgres') && facts.command.includes(folder))
}

/**
 * The PostgreSQL on `folder` once it takes connections; `undefined` when none runs there, also when one was just stopping.
 * Throws when it neither comes up nor goes within `limitMs`.
 */
export async function settledPostmaster(folder: string, limitMs: number): Promise<Postmaster | undefined> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += pollMs) {
    const found = await findPostmaster(folder)
    if (found === undefined || found.ready) return found
    await pause(pollMs)
  }
  throw new Error(`the PostgreSQL on ${folder} neither starts nor stops`)
}
