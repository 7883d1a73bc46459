import { afterAll, beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { bearer } from '../../test/support/tokens.ts'
import { buildServer, type HttpServer } from './server.ts'

const app = useApp()
let server: HttpServer
let unlimited: HttpServer
let nowMs = Date.parse('2026-11-22T00:00:00Z')

beforeAll(async () => {
  const { services } = app()
  const frozen = { ...services, clock: { ...services.clock, system: () => nowMs } }
  server = await buildServer(frozen, { checkAnswers: true, trustProxy: false, rateLimit: 'on' })
  unlimited = await buildServer(frozen, { checkAnswers: true, trustProxy: false, rateLimit: 'off' })
})

afterAll(async () => {
  await server.close()
  await unlimited.close()
})

async function frozenBearer() {
  const { services } = app()
  const frozen = { ...services, clock: { ...services.clock, system: () => nowMs } }
  return bearer({ ...app(), services: frozen }, ['settings:read'])
}

const read = (on: HttpServer, headers: Record<string, string>) =>
  on.inject({ url: '/api/admin/settings', headers })

test('a client gets 400 at once and then 429 until time passes; others are not held up', async () => {
  const headers = await frozenBearer()
  const first = await read(server, headers)
  expect(first.headers).toMatchObject({
    'ratelimit-limit': '400',
    'ratelimit-remaining': '399',
    'ratelimit-reset': '1',
  })
  const rest = await Promise.all(Array.from({ length: 399 }, () => read(server, headers)))
  expect(rest.every((answer) => answer.statusCode === 200)).toBe(true)
  const refused = await read(server, headers)
  expect(refused.statusCode).toBe(429)
  expect(refused.json().code).toBe('rate_limited')
  expect(refused.headers).toMatchObject({ 'retry-after': '1', 'ratelimit-remaining': '0' })
  expect((await read(server, await frozenBearer())).statusCode).toBe(200)
  nowMs += 1000
  expect((await read(server, headers)).statusCode).toBe(200)
})

test('switched off, nothing is counted', async () => {
  const answer = await read(unlimited, await frozenBearer())
  expect(answer.headers['ratelimit-limit']).toBeUndefined()
})
