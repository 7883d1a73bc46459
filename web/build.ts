import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const webFolder = import.meta.dirname
const projectFolder = join(webFolder, '..')
const buildFolder = join(projectFolder, '.build')
const builtFolder = join(buildFolder, 'web')
const hashFile = 'source.hash'

/** Bundles the pages' scripts and styles into `.build/web`, unless what is there was made of the same sources. */
export async function buildWeb(): Promise<void> {
  const hash = await hashOfSources()
  if ((await builtHash()) === hash) return
  await mkdir(buildFolder, { recursive: true })
  const fresh = join(buildFolder, `web-${process.pid}-${hash.slice(0, 8)}`)
  await bundleInto(fresh)
  await writeFile(join(fresh, hashFile), hash)
  await putInPlace(fresh, hash)
}

async function builtHash(): Promise<string | undefined> {
  return readFile(join(builtFolder, hashFile), 'utf8').catch(() => undefined)
}

/** Over every file below `web/` and the lock file, which pins the tools. */
async function hashOfSources(): Promise<string> {
  const entries = await readdir(webFolder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const hash = createHash('sha256')
  for (const file of [...files.sort(), join(projectFolder, 'package-lock.json')])
    hash
      .update(file.slice(projectFolder.length))
      .update('\0')
      .update(await readFile(file))
  return hash.digest('hex')
}

async function bundleInto(folder: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    root: webFolder,
    base: '/assets/',
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // Said here, because it would follow NODE_ENV otherwise: pages are the same whoever builds them.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsDir: '',
      manifest: 'manifest.json',
      target: 'es2022',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          checkout: join(webFolder, 'checkout/main.tsx'),
          document: join(webFolder, 'document/document.ts'),
          gift: join(webFolder, 'gift/main.tsx'),
          pay: join(webFolder, 'pay/main.tsx'),
          'sandbox-challenge': join(webFolder, 'elements/challenge.ts'),
          'sandbox-element': join(webFolder, 'elements/sandbox-element.ts'),
        },
      },
    },
  })
}

/** Several processes may build at once: the first one wins, for somebody may read its folder already; each leaves a whole one. */
async function putInPlace(fresh: string, hash: string): Promise<void> {
  if ((await builtHash()) === hash) return rm(fresh, { recursive: true, force: true })
  const old = `${fresh}-old`
  await rename(builtFolder, old).catch(() => undefined)
  try {
    await rename(fresh, builtFolder)
  } catch (error) {
    if ((await builtHash()) !== hash) throw error
    await rm(fresh, { recursive: true, force: true })
  }
  await rm(old, { recursive: true, force: true })
}
