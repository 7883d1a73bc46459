import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One built page: its script and its stylesheets, as addresses. */
export interface PageAssets {
  readonly script: string
  /** What the script imports at once: to be fetched beside it, not after it. */
  readonly imports: readonly string[]
  readonly styles: readonly string[]
}

interface ManifestEntry {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

type Manifest = Readonly<Record<string, ManifestEntry>>

export const builtFolder = join(import.meta.dirname, '../../.build/web')

export type PageEntry =
  | 'checkout/main.tsx'
  | 'document/document.ts'
  | 'gift/main.tsx'
  | 'pay/main.tsx'
  | 'elements/sandbox-element.ts'
  | 'elements/challenge.ts'

let manifest: Promise<Manifest> | undefined

/** Where the script and the styles of a page are; read once, for a build never changes under a running server. */
export async function assetsOf(entry: PageEntry): Promise<PageAssets> {
  manifest ??= readManifest().catch((error: unknown) => {
    manifest = undefined
    throw error
  })
  const chunks = withImports(await manifest, entry)
  const [main, ...imported] = chunks
  if (main === undefined) throw new Error(`the build has no ${entry}`)
  return {
    script: `/assets/${main.file}`,
    imports: addresses(imported.map(({ file }) => file)),
    styles: addresses(chunks.flatMap(({ css }) => css ?? [])),
  }
}

const addresses = (files: readonly string[]) => [...new Set(files)].map((file) => `/assets/${file}`)

function withImports(all: Manifest, name: string): readonly ManifestEntry[] {
  const entry = all[name]
  if (entry === undefined) return []
  return [entry, ...(entry.imports ?? []).flatMap((imported) => withImports(all, imported))]
}

async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(join(builtFolder, 'manifest.json'), 'utf8'))
}
