import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { findPostmaster } from '../../src/adapters/embedded-postgres/postmaster.ts'
import { createTestDatabase } from '../support/database.ts'
import { addressOf, spawnProffer, temporaryDataDir } from '../support/server-process.ts'

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

async function tokenStatus(address: string, client: { id: string; secret: string }): Promise<number> {
  const answer = await fetch(`${address}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.id,
      client_secret: client.secret,
    }),
  })
  return answer.status
}

test('the life of an embedded server: start, a second start, kill -9, start again, an orderly end', async () => {
  const DATA_DIR = await temporaryDataDir()
  const first = spawnProffer('serve', { DATA_DIR })
  const address = await addressOf(first)
  expect((await fetch(`${address}/ready`)).status).toBe(200)
  expect(first.said()).toMatch(/PROFFER_URL=\S+ PROFFER_CLIENT_ID=\S+ PROFFER_CLIENT_SECRET=\S+ node \S+/)
  expect(await modeOf(join(DATA_DIR, 'secret.key'))).toBe('600')
  expect(await modeOf(join(DATA_DIR, 'demo-client.json'))).toBe('600')

  const second = spawnProffer('serve', { DATA_DIR })
  expect(await second.ended).toBe(0)
  expect(second.said()).toContain(address)

  first.child.kill('SIGKILL')
  await first.ended
  const third = spawnProffer('serve', { DATA_DIR })
  const demo = JSON.parse(await readFile(join(DATA_DIR, 'demo-client.json'), 'utf8'))
  expect(await tokenStatus(await addressOf(third), demo)).toBe(200)
  expect(third.said()).not.toContain('sample catalogue')

  third.child.kill('SIGTERM')
  expect(await third.ended).toBe(0)
  expect(await findPostmaster(join(DATA_DIR, 'postgres'))).toBeUndefined()
})

test('a process with another key is refused, on the same database', async () => {
  const database = await createTestDatabase()
  // A folder that is not there yet: with a database and a key of its own nothing else makes it.
  const DATA_DIR = join(await temporaryDataDir(), 'new')
  const environment = { DATABASE_URL: database.url, SANDBOX: 'true', DATA_DIR }
  const first = spawnProffer('serve', { ...environment, SECRET_KEY: 'the key of the first process' })
  await addressOf(first)
  const second = spawnProffer('serve', { ...environment, SECRET_KEY: 'the key of another process' })
  expect(await second.ended).toBe(1)
  expect(second.said()).toMatch(/^proffer: SECRET_KEY: /m)
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  await database.drop()
})

test('any number of processes share a database; the client of the environment works on each', async () => {
  const database = await createTestDatabase()
  const client = { id: 'crm', secret: 'a secret for the crm' }
  const environment = {
    DATABASE_URL: database.url,
    SANDBOX: 'false',
    SECRET_KEY: 'one key for all of them',
    BOOTSTRAP_CLIENT_ID: client.id,
    BOOTSTRAP_CLIENT_SECRET: client.secret,
    DATA_DIR: await temporaryDataDir(),
  }
  const servers = [spawnProffer('serve', environment), spawnProffer('serve', environment)]
  for (const address of await Promise.all(servers.map(addressOf))) {
    expect(await tokenStatus(address, client)).toBe(200)
  }
  for (const server of servers) server.child.kill('SIGTERM')
  expect(await Promise.all(servers.map((server) => server.ended))).toEqual([0, 0])
  await database.drop()
})

test('mistakes in the environment are listed, one line each, and nothing is started', async () => {
  const wrong = spawnProffer('serve', { PORT: 'x', WORKER: 'y', DATA_DIR: '/nowhere' })
  expect(await wrong.ended).toBe(2)
  expect(wrong.said().trim().split('\n')).toEqual([
    expect.stringMatching(/^proffer: PORT: /),
    expect.stringMatching(/^proffer: WORKER: /),
  ])
})

test.each([
  ['nobody listens', 'postgres://postgres@127.0.0.1:1/none'],
  ['there is no such host', 'postgres://postgres:hidden@nowhere.invalid/none'],
])('%s at the address of the database: one line says so', async (_, DATABASE_URL) => {
  const environment = { DATABASE_URL, SANDBOX: 'true', DATA_DIR: await temporaryDataDir() }
  const server = spawnProffer('serve', environment)
  expect(await server.ended).toBe(1)
  expect(server.said()).toMatch(/^proffer: DATABASE_URL: this database cannot be used: .+$/m)
  expect(server.said()).not.toMatch(/hidden|fatal/)
})

test('a new sandbox begins at the instant it is told', async () => {
  const database = await createTestDatabase()
  const environment = {
    DATABASE_URL: database.url,
    SANDBOX: 'true',
    SECRET_KEY: 'a key for this test',
    DATA_DIR: await temporaryDataDir(),
  }
  const first = spawnProffer('serve', { ...environment, SANDBOX_TIME: '2031-01-31T09:00:00Z' })
  expect(await businessDay(await addressOf(first), environment.DATA_DIR)).toBe('2031-01-31')
  first.child.kill('SIGTERM')
  await first.ended
  const later = spawnProffer('serve', { ...environment, SANDBOX_TIME: '2040-01-01T00:00:00Z' })
  expect(await businessDay(await addressOf(later), environment.DATA_DIR)).toBe('2031-01-31')
  later.child.kill('SIGTERM')
  await later.ended
  await database.drop()
})

async function businessDay(address: string, dataDir: string): Promise<string> {
  const { id, secret } = JSON.parse(await readFile(join(dataDir, 'demo-client.json'), 'utf8'))
  const token = await fetch(`${address}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }),
  })
  const { access_token } = z.object({ access_token: z.string() }).parse(await token.json())
  const clock = await fetch(`${address}/api/admin/clock`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  return z
    .object({ now: z.string() })
    .parse(await clock.json())
    .now.slice(0, 10)
}
