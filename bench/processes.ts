import { readdir, readFile } from 'node:fs/promises'

/** Processor time in milliseconds, as far as Linux tells; `undefined` elsewhere. */
export interface CpuTimes {
  readonly server: number | undefined
  readonly database: number | undefined
  readonly generator: number
}

export interface Watched {
  readonly serverPid: number
  /** The postmaster; absent when the database runs on another machine. */
  readonly databasePid: number | undefined
}

/** Linux has counted a hundred of them to the second for as long as anybody remembers. */
const msPerTick = 10

export async function cpuTimes({ serverPid, databasePid }: Watched): Promise<CpuTimes> {
  const { user, system } = process.cpuUsage()
  return {
    server: (await statOf(serverPid))?.ownMs,
    database: databasePid === undefined ? undefined : await familyMs(databasePid),
    generator: (user + system) / 1000,
  }
}

/** Resident memory in megabytes. */
export async function memoryOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

/** The process that is the parent of this one, when it runs here under that name. */
export async function parentOf(pid: number, name: string): Promise<number | undefined> {
  const stat = await statOf(pid)
  return stat?.name === name ? stat.parent : undefined
}

/** A process with its children, and with those that have ended since. */
async function familyMs(pid: number): Promise<number> {
  const entries = await readdir('/proc')
  const stats = await Promise.all(
    entries.filter((entry) => /^\d+$/.test(entry)).map((id) => statOf(Number(id))),
  )
  let total = (await statOf(pid))?.withBuriedMs ?? 0
  for (const stat of stats) if (stat?.parent === pid) total += stat.ownMs
  return total
}

interface Stat {
  readonly name: string
  readonly parent: number
  readonly ownMs: number
  readonly withBuriedMs: number
}

/** Of `/proc/<pid>/stat`: the name stands in brackets and may itself hold brackets and spaces. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const close = text.lastIndexOf(')')
  const fields = text.slice(close + 2).split(' ')
  const ticks = (from: number) => Number(fields[from]) + Number(fields[from + 1])
  return {
    name: text.slice(text.indexOf('(') + 1, close),
    parent: Number(fields[1]),
    ownMs: ticks(11) * msPerTick,
    withBuriedMs: (ticks(11) + ticks(13)) * msPerTick,
  }
}
