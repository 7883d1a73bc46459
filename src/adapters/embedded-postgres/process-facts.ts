import { readFile } from 'node:fs/promises'

export interface ProcessFacts {
  /** Program and arguments; empty where the system does not tell. */
  readonly command: string
  /** Differs between two processes that had the same number one after the other; empty where the system does not tell. */
  readonly startedAt: string
}

/** What is known of a running process; `undefined` when it is gone, or dead and only not yet buried (state Z). */
export async function factsOfProcess(pid: number): Promise<ProcessFacts | undefined> {
  if (!answersSignals(pid)) return undefined
  if (process.platform !== 'linux') return { command: '', startedAt: '' }
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const { state, startedAt } = parseStat(stat)
    if (state === 'Z' || state === 'X') return undefined
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    return { command: command.replaceAll('\0', ' ').trim(), startedAt }
  } catch {
    return undefined
  }
}

/** Of `/proc/<pid>/stat`: the program's name stands in brackets and may itself hold brackets and spaces. */
export function parseStat(stat: string): { state: string; startedAt: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', startedAt: fields[19] ?? '' }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Someone else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
