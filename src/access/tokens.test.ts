import { createRemoteJWKSet, customFetch, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { isRefused } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { createClient, deleteClient } from './clients.ts'
import {
  issueCustomerToken,
  signClientToken,
  verifyClientToken,
  verifyCustomerToken,
  verifyToken,
} from './tokens.ts'

const app = useApp()
const client = { clientId: 'client-1', scopes: ['orders:read', 'orders:write'] }
const link = { ownerId: 'id-1', linkId: 'link-1', basketId: 'basket-1' }

/** The same process, `ms` later by the system clock. */
function later(services: Services, ms: number): Services {
  return { ...services, clock: { ...services.clock, system: () => services.clock.system() + ms } }
}

test("a client's token says who it is, what it may do, and how long", async () => {
  const { services } = app()
  const token = await signClientToken(services, client)
  const claims = decodeJwt(token)
  expect(claims).toMatchObject({
    iss: 'http://127.0.0.1:3000',
    aud: 'api',
    sub: 'client-1',
    scope: 'orders:read orders:write',
  })
  expect(claims.jti).toMatch(/^[0-9a-f-]{36}$/)
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600)
  expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256' })
  expect(await verifyClientToken(services, token)).toEqual({
    kind: 'client',
    clientId: 'client-1',
    scopes: new Set(client.scopes),
  })
})

test("a customer's token acts on behalf of the owner, through the link, on one basket, for 15 minutes", async () => {
  const { services } = app()
  const { token, expiresAt } = await issueCustomerToken(services, link)
  const claims = decodeJwt(token)
  expect(claims).toMatchObject({ aud: 'checkout', sub: 'id-1', act: { sub: 'link-1' }, basket: 'basket-1' })
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900)
  expect(Math.abs(Date.parse(expiresAt) - (claims.exp ?? 0) * 1000)).toBeLessThan(1000)
  expect(await verifyCustomerToken(services, token)).toEqual({ kind: 'customer', ...link })
})

test('neither token passes for the other', async () => {
  const { services } = app()
  const { token } = await issueCustomerToken(services, link)
  expect(isRefused(await verifyClientToken(services, token))).toBe(true)
  expect(isRefused(await verifyCustomerToken(services, await signClientToken(services, client)))).toBe(true)
})

test('a stranger verifies our tokens with the published keys', async () => {
  const token = await signClientToken(app().services, client)
  const keys = createRemoteJWKSet(new URL('http://127.0.0.1:3000/.well-known/jwks.json'), {
    [customFetch]: async () => {
      const answer = await app().http.inject({ url: '/.well-known/jwks.json' })
      return new Response(answer.body, { headers: { 'content-type': 'application/json' } })
    },
  })
  const { payload } = await jwtVerify(token, keys, { issuer: 'http://127.0.0.1:3000', audience: 'api' })
  expect(payload.sub).toBe('client-1')
})

test('an expired token is refused, also one that was good a moment ago', async () => {
  const { services } = app()
  const token = await signClientToken(services, client)
  expect(isRefused(await verifyToken(services, token))).toBe(false)
  expect(isRefused(await verifyToken(later(services, 3599_000), token))).toBe(false)
  expect(await verifyToken(later(services, 3601_000), token)).toMatchObject({ code: 'invalid_token' })
})

test('a token of another server, or changed by a character, is refused', async () => {
  const { services } = app()
  const elsewhere = await signClientToken({ ...services, publicUrl: 'https://other.example' }, client)
  const token = await signClientToken(services, client)
  const [head, body, signature = ''] = token.split('.')
  const forged = Buffer.from(JSON.stringify({ ...decodeJwt(token), scope: 'clients:write' })).toString(
    'base64url',
  )
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`
  const flipped = `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
  for (const bad of [elsewhere, `${head}.${forged}.${signature}`, unsigned, flipped, '', 'a.b.c'])
    expect(await verifyToken(services, bad)).toMatchObject({ refused: true, code: 'invalid_token' })
})

test('the tokens of a deleted client stop here at once and in every other process within a second', async () => {
  const { services } = app()
  const other = await app().another()
  try {
    const made = await createClient(services, { name: 'A test', scopes: ['orders:read'] })
    if (isRefused(made)) throw new Error(made.detail)
    const token = await signClientToken(services, { clientId: made.id, scopes: ['orders:read'] })
    expect(isRefused(await verifyToken(services, token))).toBe(false)
    expect(isRefused(await verifyToken(other.services, token))).toBe(false)
    await deleteClient(services, made.id)
    expect(await verifyToken(services, token)).toMatchObject({ code: 'invalid_token' })
    expect(await verifyToken(later(other.services, 1001), token)).toMatchObject({ code: 'invalid_token' })
  } finally {
    await other.close()
  }
})

test('a token that was verified once costs no query', async () => {
  const { services, counters } = app()
  const token = await signClientToken(services, client)
  const frozenAt = services.clock.system()
  const frozen = { ...services, clock: { ...services.clock, system: () => frozenAt } }
  await verifyToken(frozen, token)
  const before = counters.roundTrips
  for (let n = 0; n < 100; n += 1) await verifyToken(frozen, token)
  expect(counters.roundTrips).toBe(before)
})
