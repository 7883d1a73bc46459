import { beforeEach, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { createClient, rotateClient } from '../../../access/clients.ts'
import { verifyClientToken } from '../../../access/tokens.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
let client: { id: string; secret: string }

beforeEach(async () => {
  const made = await createClient(app().services, { name: 'A test', scopes: ['orders:read', 'orders:write'] })
  if (isRefused(made)) throw new Error(made.detail)
  client = made
})

const formType = 'application/x-www-form-urlencoded'

function ask(payload: string, headers: Record<string, string> = {}) {
  return app().http.inject({
    method: 'POST',
    url: '/oauth2/token',
    headers: { 'content-type': formType, ...headers },
    payload,
  })
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const post = (more: Record<string, string> = {}) =>
  form({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
    ...more,
  })
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
})

test('200: id and secret in the form', async () => {
  const answer = await ask(post())
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
  expect(answer.json()).toMatchObject({
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'orders:read orders:write',
  })
  expect(await verifyClientToken(app().services, answer.json().access_token)).toMatchObject({
    clientId: client.id,
  })
})

test('200: id and secret as HTTP Basic', async () => {
  const answer = await ask('grant_type=client_credentials', basic(client.id, client.secret))
  expect(answer.statusCode).toBe(200)
})

test('200: a narrower token may do only what it asked for', async () => {
  const answer = await ask(post({ scope: 'orders:read orders:read' }))
  expect(answer.json().scope).toBe('orders:read')
  const caller = await verifyClientToken(app().services, answer.json().access_token)
  expect(caller).toMatchObject({ scopes: new Set(['orders:read']) })
})

test('200: a secret with characters that forms escape', async () => {
  const secret = 'a+b c:d%é/=&'
  await createClient(app().services, { name: 'Odd', scopes: ['orders:read'], id: 'odd:id', secret: 'x' })
  const made = await createClient(app().services, { name: 'Odd', scopes: ['orders:read'], id: 'odd', secret })
  if (isRefused(made)) throw new Error(made.detail)
  expect((await ask('grant_type=client_credentials', basic('odd', secret))).statusCode).toBe(200)
  expect((await ask('grant_type=client_credentials', basic('odd:id', 'x'))).statusCode).toBe(200)
})

test.each<[string, () => string, Record<string, string>, number, string]>([
  ['no grant type', () => form({ client_id: client.id }), {}, 400, 'invalid_request'],
  ['another grant type', () => post({ grant_type: 'password' }), {}, 400, 'unsupported_grant_type'],
  ['a parameter twice', () => `${post()}&client_id=x`, {}, 400, 'invalid_request'],
  ['a scope it lacks', () => post({ scope: 'orders:read clients:write' }), {}, 400, 'invalid_scope'],
  [
    'JSON',
    () => JSON.stringify({ grant_type: 'client_credentials' }),
    { 'content-type': 'application/json' },
    400,
    'invalid_request',
  ],
  ['no body', () => '', {}, 400, 'invalid_request'],
  [
    'no secret',
    () => form({ grant_type: 'client_credentials', client_id: client.id }),
    {},
    401,
    'invalid_client',
  ],
  ['a wrong secret', () => post({ client_secret: 'wrong' }), {}, 401, 'invalid_client'],
  ['an unknown client', () => post({ client_id: 'nobody' }), {}, 401, 'invalid_client'],
  [
    'no Basic at all',
    () => 'grant_type=client_credentials',
    { authorization: 'Basic ???' },
    401,
    'invalid_client',
  ],
  ['a long parameter', () => post({ scope: 'x'.repeat(2001) }), {}, 400, 'invalid_request'],
])('%s', async (_what, payload, headers, status, error) => {
  const answer = await ask(payload(), headers)
  expect(answer.statusCode).toBe(status)
  expect(answer.json()).toEqual({ error, error_description: expect.any(String) })
  expect(answer.headers['cache-control']).toBe('no-store')
  if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Basic /)
})

test('400: credentials in two ways at once', async () => {
  const answer = await ask(post(), basic(client.id, client.secret))
  expect(answer.statusCode).toBe(400)
  expect(answer.json().error).toBe('invalid_request')
})

test('413: a body beyond the limit', async () => {
  const answer = await ask(post({ scope: 'x'.repeat(1_100_000) }))
  expect(answer.statusCode).toBe(413)
  expect(answer.json().error).toBe('invalid_request')
})

test('429: after ten wrong secrets even the right one waits, for this client alone', async () => {
  const { services } = app()
  let nowMs = services.clock.system()
  const clock = { ...services.clock, system: () => nowMs }
  const server = await buildServer(
    { ...services, clock },
    { checkAnswers: true, trustProxy: false, rateLimit: 'on' },
  )
  const askThere = (payload: string) =>
    server.inject({ method: 'POST', url: '/oauth2/token', headers: { 'content-type': formType }, payload })
  for (let n = 0; n < 10; n += 1)
    expect((await askThere(post({ client_secret: `wrong${n}` }))).statusCode).toBe(401)
  const held = await askThere(post())
  expect(held.statusCode).toBe(429)
  expect(Number(held.headers['retry-after'])).toBe(6)
  expect((await askThere(post({ client_id: 'someone-else' }))).statusCode).toBe(401)
  nowMs += 6000
  expect((await askThere(post())).statusCode).toBe(200)
  await server.close()
})

test('after a rotation both secrets work for a day, then the new one alone', async () => {
  const { services } = app()
  const allowed = new Set(['orders:read', 'orders:write'])
  const rotated = await rotateClient(services, { id: client.id, allowed })
  if (isRefused(rotated)) throw new Error(rotated.detail)
  expect((await ask(post())).statusCode).toBe(200)
  expect((await ask(post({ client_secret: rotated.secret }))).statusCode).toBe(200)
  await app().pool.query("update clients set previous_until = now() - interval '1 second'")
  expect((await ask(post())).statusCode).toBe(401)
  expect((await ask(post({ client_secret: rotated.secret }))).statusCode).toBe(200)
})

test('no secret lies in the database', async () => {
  const { rows } = await app().pool.query('select * from clients where id = $1', [client.id])
  expect(JSON.stringify(rows)).not.toContain(client.secret)
})
