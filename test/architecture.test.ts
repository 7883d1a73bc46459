import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const pure = ['domain', 'contract', 'order-types'] as const
const shell = [
  'orders',
  'payments',
  'checkout',
  'catalog',
  'access',
  'owners',
  'billing',
  'promo-codes',
  'clock',
  'mail',
  'objects',
  'pages',
] as const
const wiring = ['app', 'config', 'config-readers', 'main', 'boot'] as const

/**
 * What a part of `src` may import: other parts (itself goes without saying) and packages. Parts are folders, or files that lie
 * directly in `src`. What is not here may not be.
 */
const map: Readonly<Record<string, { readonly parts: readonly string[]; readonly packages: RegExp }>> = {
  domain: { parts: [], packages: /^temporal-polyfill$/ },
  contract: { parts: [], packages: /^(zod|iso-3166)$/ },
  'order-types': { parts: ['domain', 'contract'], packages: /^zod$/ },
  ports: { parts: ['domain'], packages: /^$/ },
  ...Object.fromEntries(
    shell.map((part) => [
      part,
      {
        parts: [...pure, ...shell, 'ports'],
        packages: /^(zod|jose|sanitize-html|i18n-iso-countries|node:.*)$/,
      },
    ]),
  ),
  adapters: { parts: ['domain', 'ports', 'adapters'], packages: /./ },
  http: { parts: [...pure, ...shell, 'ports'], packages: /./ },
  worker: { parts: [...pure, ...shell, 'ports'], packages: /^(graphile-worker|pg|node:.*)$/ },
  config: { parts: ['config-readers'], packages: /^node:path$/ },
  'config-readers': { parts: ['config'], packages: /^$/ },
  app: { parts: [...pure, ...shell, 'ports', 'adapters'], packages: /^(pg|node:.*)$/ },
  boot: {
    parts: [...pure, ...shell, ...wiring, 'ports', 'adapters', 'http', 'worker'],
    packages: /^(zod|fastify|node:.*)$/,
  },
  main: { parts: ['boot'], packages: /^$/ },
}

const filesOf = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const read = (file: string) => readFileSync(join(root, file), 'utf8')

function importsOf(file: string): string[] {
  const lines = read(file).matchAll(
    /^(?:import|export)\b[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
  )
  return [...lines].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '')
}

/** `src/http/routes/x.ts` belongs to `http`, `src/app.ts` to `app`. */
const partOf = (file: string) => (file.split('/')[1] ?? '').replace(/\.ts$/, '')

function breaksMap(file: string, imported: string): boolean {
  const allowed = map[partOf(file)]
  if (allowed === undefined) return true
  if (!imported.startsWith('.')) return !allowed.packages.test(imported)
  const target = normalize(join(dirname(file), imported))
  if (!target.startsWith('src/')) return true
  return partOf(target) !== partOf(file) && !allowed.parts.includes(partOf(target))
}

const sources = filesOf('src', /\.ts$/).filter((file) => !isTest(file))

describe('imports obey the map', () => {
  test('every part of src stands in it', () => {
    expect([...new Set(sources.map(partOf))].filter((part) => map[part] === undefined)).toEqual([])
  })

  test.each(Object.keys(map))('%s', (part) => {
    const broken = sources
      .filter((file) => partOf(file) === part)
      .flatMap((file) => importsOf(file).map((imported) => [file, imported] as const))
      .filter(([file, imported]) => breaksMap(file, imported))
    expect(broken.map(([file, imported]) => `${file} imports ${imported}`)).toEqual([])
  })

  test('only the time zone file knows the calendar library', () => {
    const users = sources.filter((file) => importsOf(file).includes('temporal-polyfill'))
    expect(users.filter((file) => file.startsWith('src/domain/'))).toEqual(['src/domain/time-zone.ts'])
  })

  test('the pages speak HTTP: of src they take types of the contract alone', () => {
    const broken = filesOf('web', /\.tsx?$/).filter((file) => {
      const text = read(file)
      const intoSrc = [...text.matchAll(/^import (type )?[^'"]*?from '([^']*\/src\/[^']*)'/gm)]
      return intoSrc.some(([, type, from]) => type === undefined || !from?.includes('/src/contract/'))
    })
    expect(broken).toEqual([])
  })

  test('a planted wrong import is seen', () => {
    expect(breaksMap('src/domain/money.ts', 'node:fs')).toBe(true)
    expect(breaksMap('src/orders/submit.ts', '../adapters/postgres/pool.ts')).toBe(true)
    expect(breaksMap('src/orders/submit.ts', '../domain/money.ts')).toBe(false)
  })
})

describe('the core is pure', () => {
  test('domain and planners compile without Node and without a browser', async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const run = promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.domain.json'], { cwd: root })
    const said = await run.then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    )
    expect(said).toBe('')
  })

  test('outside the adapters nobody asks the machine for the time or for chance', () => {
    const asks = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bTemporal\.Now\b/
    const files = sources.filter((file) => !['adapters', 'app'].includes(partOf(file)))
    expect(files.filter((file) => asks.test(read(file)))).toEqual([])
  })

  test('domain and order types wait for nothing', () => {
    const files = sources.filter((file) => ['domain', 'order-types'].includes(partOf(file)))
    expect(
      files.filter((file) => /\basync\b|\bawait\b|\bPromise</.test(withoutComments(read(file)))),
    ).toEqual([])
  })
})

describe('sizes', () => {
  const limit = 400

  test(`no file has more than ${limit} lines`, () => {
    const files = ['src', 'web', 'test', 'bench', 'bin', 'examples'].flatMap((folder) => present(folder))
    const long = files.filter((file) => read(file).split('\n').length > limit)
    expect(long).toEqual([])
  })

  // Biome, which `npm run check` runs, counts the lines of functions; this sees that nobody turned it off.
  test('no function may have more than 70 lines', () => {
    const { linter } = JSON.parse(read('biome.json'))
    expect(linter.rules.complexity.noExcessiveLinesPerFunction).toMatchObject({
      level: 'error',
      options: { maxLines: 70 },
    })
    const silenced = sources.filter((file) => /biome-ignore.*noExcessiveLinesPerFunction/.test(read(file)))
    expect(silenced).toEqual([])
  })
})

test('no feature stands behind a licence', () => {
  const gate =
    /\b(license|licence)[\s_-]?(key|server|check|tier)\b|\benterprise[\s_-]?(edition|only|feature)\b/i
  const files = [...sources, ...present('web')].filter((file) => gate.test(read(file)))
  expect(files).toEqual([])
  expect(JSON.parse(read('package.json')).license).toBe('Apache-2.0')
})

function present(folder: string): string[] {
  try {
    return filesOf(folder, /\.(ts|tsx|mjs|css)$/)
  } catch {
    return []
  }
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}
