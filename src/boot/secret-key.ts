import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Services } from '../ports/services.ts'
import { StartFailure } from './fail.ts'

/** The key of the environment, else the one in the data folder, which is made once. */
export async function loadSecretKey(config: Pick<Config, 'secretKey' | 'dataDir'>): Promise<string> {
  if (config.secretKey !== undefined) return config.secretKey
  const path = join(config.dataDir, 'secret.key')
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  return (await readKey(path)) ?? (await makeKey(path))
}

async function readKey(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw new StartFailure(`${path} cannot be read (${error.code}).`)
    },
  )
}

/** The file appears whole or not at all, and the first of several processes wins. */
async function makeKey(path: string): Promise<string> {
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  const key = await readKey(path)
  if (key === undefined) throw new StartFailure(`${path} vanished while it was made.`)
  return key
}

/**
 * The first process leaves the key's fingerprint in the database; one with another key could open nothing that is sealed there
 * and would make links that nobody knows, so it is refused.
 */
export async function checkSecretKey(services: Pick<Services, 'db'>, secretKey: string): Promise<void> {
  const mine = fingerprintOf(secretKey)
  const known = await services.db.read.settings.putIfMissing('secret_key_fingerprint', mine)
  if (known !== mine) {
    throw new StartFailure(
      'SECRET_KEY: this database was set up with another key. Start with that one (it may lie in secret.key of the DATA_DIR of then), or use an empty database.',
    )
  }
}

function fingerprintOf(secretKey: string): string {
  return createHash('sha256').update(`proffer fingerprint\n${secretKey}`).digest('hex')
}
