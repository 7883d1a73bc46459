import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { authenticateClient } from '../../../access/clients.ts'

const app = useApp()

async function create(payload: unknown, headers?: Record<string, string>) {
  return app().http.inject({
    method: 'POST',
    url: '/api/admin/clients',
    headers: {
      'content-type': 'application/json',
      ...(headers ?? (await bearer(app(), ['clients:write', 'orders:read']))),
    },
    payload: JSON.stringify(payload),
  })
}

test('201: a client with a secret that works, shown once', async () => {
  const answer = await create({ name: 'Sales console', scopes: ['orders:read'] })
  expect(answer.statusCode).toBe(201)
  expect(answer.headers['cache-control']).toBe('no-store')
  const { id, secret, ...rest } = answer.json()
  expect(id).toMatch(/^client-[0-9a-f]{32}$/)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(rest).toEqual({
    name: 'Sales console',
    scopes: ['orders:read'],
    created: expect.stringMatching(/Z$/),
    rotated: null,
    previousSecretUntil: null,
  })
  expect(await authenticateClient(app().services, { id, secret })).toMatchObject({ id })
})

test('201: with an Idempotency-Key the same secret again, and one client', async () => {
  const headers = { ...(await bearer(app(), ['clients:write', 'orders:read'])), 'idempotency-key': 'once' }
  const first = await create({ name: 'Once', scopes: ['orders:read'] }, headers)
  const second = await create({ name: 'Once', scopes: ['orders:read'] }, headers)
  expect(second.json()).toEqual(first.json())
  expect(second.headers['idempotent-replayed']).toBe('true')
})

test.each([
  ['no name', { scopes: ['orders:read'] }, '/name'],
  ['an empty name', { name: '  ', scopes: ['orders:read'] }, '/name'],
  ['a long name', { name: 'n'.repeat(101), scopes: ['orders:read'] }, '/name'],
  ['no scope', { name: 'A', scopes: [] }, '/scopes'],
  ['an unknown scope', { name: 'A', scopes: ['everything'] }, '/scopes/0'],
  ['scopes as text', { name: 'A', scopes: 'orders:read' }, '/scopes'],
])('400: %s', async (_what, payload, pointer) => {
  const answer = await create(payload)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors[0].pointer).toBe(pointer)
})

test('400: an unknown field', async () => {
  const answer = await create({ name: 'A', scopes: ['orders:read'], secret: 'mine' })
  expect(answer.statusCode).toBe(400)
})

test('401: no token', async () => {
  expect((await create({ name: 'A', scopes: ['orders:read'] }, {})).statusCode).toBe(401)
})

test('415: a body that is no JSON', async () => {
  const headers = { ...(await bearer(app(), ['clients:write'])), 'content-type': 'text/plain' }
  const answer = await create({ name: 'A', scopes: ['orders:read'] }, headers)
  expect(answer.statusCode).toBe(415)
  expect(answer.json().code).toBe('unsupported_media_type')
})

test('201: who manages partners may make the client of a partner', async () => {
  const headers = await bearer(app(), ['clients:write', 'partner:write'])
  expect((await create({ name: 'A partner', scopes: ['partner'] }, headers)).statusCode).toBe(201)
  expect((await create({ name: 'A partner', scopes: ['partner'] })).statusCode).toBe(403)
})

test('403: nobody gives a scope that they lack', async () => {
  const answer = await create({ name: 'A', scopes: ['orders:read', 'orders:write'] })
  expect(answer.statusCode).toBe(403)
  expect(answer.json()).toMatchObject({ code: 'insufficient_scope', scope: 'orders:write' })
  expect(answer.headers['www-authenticate']).toContain('scope="orders:write"')
})
