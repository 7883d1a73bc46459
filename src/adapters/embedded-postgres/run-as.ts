import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, stat } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How to start a program that refuses to run as root. */
export interface RunAs {
  /** Program and arguments to put in front. */
  readonly prefix: readonly string[]
  readonly uid: number | undefined
}

const plain: RunAs = { prefix: [], uid: undefined }
const asMappedUser: RunAs = {
  prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'],
  uid: undefined,
}
const nobody = 65_534

/**
 * PostgreSQL refuses root. An ordinary user runs it directly; root runs it in a user namespace in which root's files
 * belong to user 1000, or, where that is forbidden, as `nobody`. A folder that already belongs to somebody is run as its owner.
 */
export async function chooseRunAs(folder: string, program: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return plain
  const owner = await ownerOf(folder)
  if (owner === undefined || owner === 0) {
    if (await works(asMappedUser, program)) return asMappedUser
    if (owner === 0) throw new Error(rootMessage)
  }
  const asOwner: RunAs = { prefix: [], uid: owner ?? nobody }
  if (await works(asOwner, program)) return asOwner
  throw new Error(rootMessage)
}

const rootMessage = [
  'PostgreSQL refuses to run as root, and this machine allows neither a user namespace nor another user to reach the project folder.',
  'Start Proffer as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
].join(' ')

/** Lets the one who runs the program through `folder` to what is theirs, without letting them list it. */
export async function openPathFor(runAs: RunAs, folder: string): Promise<void> {
  if (runAs.uid !== undefined) await chmod(folder, 0o711)
}

/** Makes the folder, so that the one who runs the program owns it. */
export async function makeFolderFor(runAs: RunAs, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (runAs.uid !== undefined) await chown(folder, runAs.uid, runAs.uid)
}

async function ownerOf(folder: string): Promise<number | undefined> {
  return (await stat(folder).catch(() => undefined))?.uid
}

async function works(runAs: RunAs, program: string): Promise<boolean> {
  const [command, ...args] = [...runAs.prefix, program, '--version']
  const identity = runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.uid }
  return run(command ?? program, args, identity).then(
    () => true,
    () => false,
  )
}
