import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { makeFolderFor, type RunAs } from './run-as.ts'

const run = promisify(execFile)

export const superuser = 'proffer'

export interface Cluster {
  /** PostgreSQL's own data directory. */
  readonly folder: string
  readonly password: string
}

export const clusterFolder = (dataDir: string) => join(dataDir, 'postgres')
const passwordFile = (dataDir: string) => join(dataDir, 'postgres.password')

/** The cluster that lies under `dataDir`, if one was made there. */
export async function readCluster(dataDir: string): Promise<Cluster | undefined> {
  const folder = clusterFolder(dataDir)
  if (!(await exists(join(folder, 'PG_VERSION')))) return undefined
  return { folder, password: (await readFile(passwordFile(dataDir), 'utf8')).trim() }
}

/** Makes the database cluster unless it is there. It appears whole or not at all: it is made beside its place and then moved. */
export async function ensureCluster(dataDir: string, binaries: Binaries, runAs: RunAs): Promise<Cluster> {
  const known = await readCluster(dataDir)
  if (known !== undefined) return known
  const folder = clusterFolder(dataDir)
  const password = randomBytes(24).toString('base64url')
  await writeFile(passwordFile(dataDir), `${password}\n`, { mode: 0o600 })
  const draft = `${folder}.new`
  await rm(draft, { recursive: true, force: true })
  await makeFolderFor(runAs, draft)
  await initialise(draft, password, binaries, runAs)
  await rename(draft, folder)
  return { folder, password }
}

/** The locale is built in, so that sorting never depends on what this machine has installed. */
async function initialise(folder: string, password: string, binaries: Binaries, runAs: RunAs): Promise<void> {
  const secretFolder = await mkdtemp(join(tmpdir(), 'proffer-'))
  try {
    const secret = join(secretFolder, 'password')
    await writeFile(secret, password, { mode: 0o600 })
    const identity = runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.uid }
    if (runAs.uid !== undefined) {
      await chown(secretFolder, runAs.uid, runAs.uid)
      await chown(secret, runAs.uid, runAs.uid)
    }
    const options = ['-D', folder, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8']
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const [command, ...args] = [...runAs.prefix, binaries.initdb, ...options, ...locale]
    await run(command ?? binaries.initdb, args, identity)
  } finally {
    await rm(secretFolder, { recursive: true, force: true })
  }
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
