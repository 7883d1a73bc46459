import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts'
import { parseStat } from '../../src/adapters/embedded-postgres/process-facts.ts'
import { startEmbeddedPostgres } from '../../src/adapters/embedded-postgres/supervisor.ts'
import { temporaryDataDir } from '../support/server-process.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

async function start(dataDir: string) {
  const server = await startEmbeddedPostgres({ dataDir, log: silent })
  onTestFinished(server.stop)
  return server
}

async function ask(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const postmasterOf = (dataDir: string) => findPostmaster(join(dataDir, 'postgres'))

test('the server comes back by itself after kill -9, on the same port, with what was written', async () => {
  const dataDir = await temporaryDataDir()
  const { url } = await start(dataDir)
  await ask(url, 'create table kept as select 42 as answer')
  const killed = await postmasterOf(dataDir)
  process.kill(killed?.pid ?? 0, 'SIGKILL')
  await vi.waitUntil(
    () =>
      ask(url, 'select answer from kept').then(
        (rows) => rows[0].answer === 42,
        () => false,
      ),
    {
      timeout: 20_000,
    },
  )
  expect((await postmasterOf(dataDir))?.pid).not.toBe(killed?.pid)
})

test('a server that still runs is adopted, never doubled', async () => {
  const dataDir = await temporaryDataDir()
  const first = await start(dataDir)
  const running = await postmasterOf(dataDir)
  const second = await start(dataDir)
  expect(second.url).toBe(first.url)
  expect((await postmasterOf(dataDir))?.pid).toBe(running?.pid)
})

test('a lock file whose process is another program now is no obstacle', async () => {
  const dataDir = await temporaryDataDir()
  const first = await start(dataDir)
  const lockFile = join(dataDir, 'postgres', 'postmaster.pid')
  const lines = (await readFile(lockFile, 'utf8')).split('\n')
  await first.stop()
  await writeFile(lockFile, [String(process.pid), ...lines.slice(1)].join('\n'))
  const again = await start(dataDir)
  expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('text sorts the same on every machine', async () => {
  const { url } = await start(await temporaryDataDir())
  const [row] = await ask(
    url,
    "select datcollate, datlocale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'proffer'",
  )
  expect(row).toEqual({ datcollate: 'C', datlocale: 'C.UTF-8', encoding: 'UTF8' })
})

test.each([
  ['1234 (postgres) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777 20', { state: 'S', startedAt: '777' }],
  [
    '1234 (odd ) name) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777 20',
    { state: 'Z', startedAt: '777' },
  ],
])('what the system says of a process: %s', (stat, expected) => {
  expect(parseStat(stat)).toEqual(expected)
})
