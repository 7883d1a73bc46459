import { generateKeyPair, SignJWT } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import { issueCustomerToken, signClientToken } from '../../src/access/tokens.ts'
import { scopes } from '../../src/domain/caller.ts'
import { bearer } from '../support/tokens.ts'
import { flawOf } from './support/problem.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()
const forClients = () => stage().operations.filter((operation) => operation.scopes !== undefined)

let good = ''
beforeAll(async () => {
  good = (await bearer(stage().app, scopes)).authorization.replace('Bearer ', '')
})

/** Calls every operation for API clients with this header; answers the statuses seen, and checks the form of each. */
async function statusesWith(authorization: string | undefined): Promise<readonly number[]> {
  const before = await stage().countRows()
  const statuses = new Set<number>()
  for (const operation of forClients()) {
    const headers = authorization === undefined ? {} : { authorization }
    const url = operation.path.replace(/\{\w+\}/g, 'x')
    const { method } = operation
    const payload = stage().bodies[operation.id]
    const answer = await stage().http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
    expect([operation.id, flawOf(answer)]).toEqual([operation.id, undefined])
    expect([operation.id, answer.headers['www-authenticate']]).toEqual([
      operation.id,
      expect.stringMatching(/^Bearer /),
    ])
    statuses.add(answer.statusCode)
  }
  expect(await stage().countRows()).toEqual(before)
  return [...statuses]
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const partsOf = (token: string) => token.split('.')
const claimsOf = (token: string) => JSON.parse(Buffer.from(partsOf(token)[1] ?? '', 'base64url').toString())

/** Another first character: the last one holds bits that count for nothing. */
function tampered(token: string): string {
  const [head, claims, signature = ''] = partsOf(token)
  return [head, claims, `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`].join('.')
}

function withClaims(token: string, more: object): string {
  const [head, , signature] = partsOf(token)
  return [head, encoded({ ...claimsOf(token), ...more }), signature].join('.')
}

function unsigned(token: string): string {
  return [encoded({ alg: 'none', typ: 'JWT' }), partsOf(token)[1], ''].join('.')
}

/** Everything as ours, `kid` too, under a key that is not. */
async function foreign(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256')
  const { kid } = JSON.parse(Buffer.from(partsOf(good)[0] ?? '', 'base64url').toString())
  const token = await new SignJWT(claimsOf(good))
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'JWT' })
    .sign(privateKey)
  return `Bearer ${token}`
}

async function expired(): Promise<string> {
  const { services } = stage().app
  const yesterday = services.clock.system() - 24 * 60 * 60 * 1000
  const then = { ...services, clock: { ...services.clock, system: () => yesterday } }
  return `Bearer ${await signClientToken(then, { clientId: claimsOf(good).sub, scopes })}`
}

/** The token of a customer, which is none for these operations, though we signed it. */
async function customers(): Promise<string> {
  const { token } = await issueCustomerToken(stage().app.services, {
    ownerId: `id-${'0'.repeat(32)}`,
    linkId: `link-${'0'.repeat(32)}`,
    basketId: 'basket-00000000-0000-4000-8000-000000000000',
  })
  return `Bearer ${token}`
}
const wrong: Readonly<Record<string, () => Promise<string | undefined> | string | undefined>> = {
  'without a token': () => undefined,
  'with another scheme': () => 'Basic dXNlcjpwYXNz',
  'with an empty token': () => 'Bearer ',
  'with two tokens': () => `Bearer ${good} ${good}`,
  'with no token at all': () => 'Bearer what',
  'with a token of dots': () => 'Bearer ...',
  'with a token of ten thousand characters': () => `Bearer ${'a'.repeat(10_000)}`,
  'with one character of the signature changed': () => `Bearer ${tampered(good)}`,
  'with other claims under the same signature': () => `Bearer ${withClaims(good, { sub: 'another' })}`,
  'with `alg` none': () => `Bearer ${unsigned(good)}`,
  'with the token of another server': foreign,
  'with a token that has expired': expired,
}

for (const [how, header] of Object.entries(wrong))
  test(`${how}, every operation of clients is 401`, async () => {
    expect(await statusesWith(await header())).toEqual([401])
  })

test('with a token that has no scope for it, every operation of clients is 403', async () => {
  const caller = { clientId: claimsOf(good).sub, scopes: ['partner'] }
  const token = await signClientToken(stage().app.services, caller)
  expect(await statusesWith(`Bearer ${token}`)).toEqual([403])
})

test('the token of a customer in the header opens no operation of clients alone', async () => {
  const header = await customers()
  for (const operation of forClients().filter(({ takesCookie }) => !takesCookie)) {
    const answer = await stage().call(operation, {
      headers: { authorization: header },
      body: stage().bodies[operation.id],
    })
    expect([operation.id, answer.statusCode < 404 && answer.statusCode > 400]).toEqual([operation.id, true])
    expect([operation.id, flawOf(answer)]).toEqual([operation.id, undefined])
  }
})
