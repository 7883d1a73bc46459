import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { factsOfProcess } from './process-facts.ts'

interface LockContent {
  readonly pid: number
  /** Tells two processes with the same number apart. */
  readonly startedAt: string
  /** Where it serves; `null` until it does, and again from the moment it stops. */
  readonly address: string | null
}

/** The right to run what lies in a data folder. */
export interface DataDirLock {
  /** Says where it is served from now on; `null` while it is not. */
  readonly announce: (address: string | null) => Promise<void>
  readonly release: () => Promise<void>
}

export type LockResult =
  | { readonly lock: DataDirLock }
  /** Another process serves it, there. */
  | { readonly lock?: never; readonly servedAt: string }

const pollMs = 50
const patienceMs = 30_000

/**
 * Takes the data folder for this process. When another living process has it, waits until that one says where it serves, or is
 * gone: then the folder is ours. A process that was killed has lost it.
 */
export async function lockDataDir(dataDir: string): Promise<LockResult> {
  const path = join(dataDir, 'proffer.lock')
  const facts = await factsOfProcess(process.pid)
  const mine: LockContent = { pid: process.pid, startedAt: facts?.startedAt ?? '', address: null }
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
    if (await place(path, mine)) return { lock: heldLock(path, mine) }
    const other = await readLock(path)
    if (other === undefined || !(await holderLives(other))) await removeStale(path, other)
    else if (other.address !== null) return { servedAt: other.address }
    else await pause(pollMs)
  }
  throw new Error(
    `Another process holds ${dataDir} and does not serve. Stop it, or set DATA_DIR to another folder.`,
  )
}

/** Who holds the folder now: where it serves (`null`: not yet, or a worker alone), or nobody. */
export async function holderOf(dataDir: string): Promise<{ readonly address: string | null } | undefined> {
  const content = await readLock(join(dataDir, 'proffer.lock'))
  return content !== undefined && (await holderLives(content)) ? content : undefined
}

function heldLock(path: string, mine: LockContent): DataDirLock {
  return {
    announce: async (address) => {
      const draft = `${path}.${process.pid}`
      await writeFile(draft, JSON.stringify({ ...mine, address }), { mode: 0o600 })
      await rename(draft, path)
    },
    release: () => rm(path, { force: true }),
  }
}

/** The file appears with its content or not at all. */
async function place(path: string, content: LockContent): Promise<boolean> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(content), { mode: 0o600 })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function readLock(path: string): Promise<LockContent | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text === '' ? undefined : JSON.parse(text)
}

async function holderLives({ pid, startedAt }: LockContent): Promise<boolean> {
  const facts = await factsOfProcess(pid)
  return facts !== undefined && facts.startedAt === startedAt
}

/** Moves the file away before it looks again: of two processes that found it stale, one may have taken the lock since. */
async function removeStale(path: string, seen: LockContent | undefined): Promise<void> {
  const aside = `${path}.stale.${process.pid}`
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  const got = await readLock(aside)
  if (got !== undefined && (got.pid !== seen?.pid || got.startedAt !== seen.startedAt)) {
    await link(aside, path).catch(() => undefined)
  }
  await rm(aside, { force: true })
}
