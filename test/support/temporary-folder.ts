import { mkdtemp, statfs } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'proffer-test-'
const inMemory = '/dev/shm'
const gibibyte = 2 ** 30

/** A new folder for what does not outlive this process; its name says whose it is. */
export async function temporaryFolder(): Promise<string> {
  const parent = (await hasRoom()) ? inMemory : tmpdir()
  return mkdtemp(join(parent, `${prefix}${process.pid}-`))
}

/** Where such folders lie, and the process that one of them belongs to, if it is one. */
export const parentsOfTemporaryFolders = [tmpdir(), inMemory]
export function ownerOfTemporaryFolder(name: string): number | undefined {
  return name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : undefined
}

/** A database makes hundreds of files: in memory that is many times faster than on a disk. */
async function hasRoom(): Promise<boolean> {
  const { bavail, bsize } = await statfs(inMemory).catch(() => ({ bavail: 0, bsize: 0 }))
  return bavail * bsize > 2 * gibibyte && freemem() > 4 * gibibyte
}
