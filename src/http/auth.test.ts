import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { bearer } from '../../test/support/tokens.ts'
import { issueCustomerToken } from '../access/tokens.ts'
import type { Access } from './access.ts'
import { setReceiptCookie } from './checkout-cookie.ts'

const app = useApp()
const link = {
  ownerId: 'id-1',
  linkId: 'link-1',
  basketId: 'basket-00000000-0000-4000-8000-000000000001',
}
const otherBasket = 'basket-00000000-0000-4000-8000-000000000002'
const sameOrigin = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }

const routes: Readonly<Record<string, Access>> = {
  public: { kind: 'public' },
  client: { kind: 'client', scopes: ['orders:write', 'orders:preview'] },
  customer: { kind: 'customer' },
  both: { kind: 'client-or-customer', scopes: ['orders:write'] },
  buyer: { kind: 'buyer' },
}

beforeAll(() => {
  for (const [name, access] of Object.entries(routes))
    app().http.route({
      method: ['GET', 'POST'],
      url: `/test/${name}`,
      config: { access },
      handler: (request) => ({
        kind: request.caller?.kind ?? null,
        receiptBasketId: request.receiptBasketId ?? null,
      }),
    })
  app().http.get(
    '/test/receipt-cookie',
    { config: { access: { kind: 'public' } } },
    async (_request, reply) => {
      setReceiptCookie(reply, app().services, link.basketId)
      return {}
    },
  )
})

/** The cookie header of a browser that holds this token for this basket. */
function cookieOf(basketId: string, token: string): string {
  const hash = app().services.secrets.hash(basketId).toString('hex').slice(0, 12)
  return `co-${hash}=${token}`
}

function call(route: string, headers: Record<string, string>, checkoutId?: string) {
  return app().http.inject({
    method: 'POST',
    url: `/test/${route}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify(checkoutId === undefined ? {} : { checkoutId }),
  })
}

function read(route: string, cookie: string, checkoutId: string) {
  return app().http.inject({ url: `/test/${route}?checkoutId=${checkoutId}`, headers: { cookie } })
}

test('a route that does not say who may call it keeps the server from starting', () => {
  expect(() => app().http.get('/test/forgotten', () => ({}))).toThrow(
    'GET /test/forgotten does not say who may call it',
  )
})

test('a public route asks for nothing and knows no caller', async () => {
  expect((await call('public', {})).json().kind).toBeNull()
})

test.each([
  ['no token', {}, 'unauthenticated', 'Bearer realm="proffer"'],
  ['another scheme', { authorization: 'Basic YTpi' }, 'unauthenticated', 'error="invalid_request"'],
  ['no token of ours', { authorization: 'Bearer abc.def.ghi' }, 'invalid_token', 'error="invalid_token"'],
])('%s answers 401 with a challenge', async (_what, headers: Record<string, string>, code, challenge) => {
  const answer = await call('client', headers)
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ code, status: 401 })
  expect(answer.headers['www-authenticate']).toContain(challenge)
})

test('a client with one of the scopes comes in, and one without them hears which are needed', async () => {
  expect((await call('client', await bearer(app(), ['orders:preview']))).json().kind).toBe('client')
  const answer = await call('client', await bearer(app(), ['orders:read']))
  expect(answer.statusCode).toBe(403)
  expect(answer.json()).toMatchObject({ code: 'insufficient_scope', scope: 'orders:write orders:preview' })
  expect(answer.headers['www-authenticate']).toContain(
    'error="insufficient_scope", error_description="This call needs the scope orders:write or orders:preview.", scope="orders:write orders:preview"',
  )
})

test("a customer's cookie is chosen by the call's checkoutId", async () => {
  const { token } = await issueCustomerToken(app().services, link)
  const cookie = cookieOf(link.basketId, token)
  for (const route of ['customer', 'both', 'buyer']) {
    const answer = await call(route, { ...sameOrigin, cookie }, link.basketId)
    expect(answer.json()).toEqual({ kind: 'customer', receiptBasketId: link.basketId })
    expect((await read(route, cookie, link.basketId)).json().kind).toBe('customer')
  }
  expect((await call('both', { ...sameOrigin, cookie }, otherBasket)).json().code).toBe('unauthenticated')
  expect((await call('both', { ...sameOrigin, cookie })).statusCode).toBe(400)
  expect((await call('client', { ...sameOrigin, cookie }, link.basketId)).statusCode).toBe(401)
})

test('a token of one basket under the cookie name of another opens neither', async () => {
  const { token } = await issueCustomerToken(app().services, link)
  const answer = await call('both', { ...sameOrigin, cookie: cookieOf(otherBasket, token) }, otherBasket)
  expect(answer.statusCode).toBe(401)
  expect(answer.json().code).toBe('invalid_token')
})

test('an expired or changed customer token is refused', async () => {
  const { services } = app()
  const past = { ...services.clock, system: () => services.clock.system() - 16 * 60 * 1000 }
  const { token: expired } = await issueCustomerToken({ ...services, clock: past }, link)
  const { token } = await issueCustomerToken(services, link)
  const [head, , signature] = token.split('.')
  const body = Buffer.from(JSON.stringify({ basket: link.basketId, aud: 'checkout' })).toString('base64url')
  for (const bad of [expired, `${head}.${body}.${signature}`, `${token}x`, 'nonsense']) {
    const answer = await call('both', { ...sameOrigin, cookie: cookieOf(link.basketId, bad) }, link.basketId)
    expect(answer.statusCode).toBe(401)
    expect(answer.json().code).toBe('invalid_token')
  }
})

test.each([
  ['from another site', { 'sec-fetch-site': 'cross-site' }],
  ['from a sibling site', { 'sec-fetch-site': 'same-site' }],
  ['without any sign of where it came from', {}],
  ['from another origin', { origin: 'https://evil.example' }],
  ['as a form', { 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' }],
])('a call with a cookie %s answers 403', async (_what, headers: Record<string, string>) => {
  const { token } = await issueCustomerToken(app().services, link)
  const answer = await call('both', { cookie: cookieOf(link.basketId, token), ...headers }, link.basketId)
  expect(answer.statusCode).toBe(403)
  expect(answer.json().code).toBe('cross_site_request')
})

test('an old browser proves itself by its origin', async () => {
  const { token } = await issueCustomerToken(app().services, link)
  const headers = { cookie: cookieOf(link.basketId, token), origin: 'http://127.0.0.1:3000' }
  expect((await call('both', headers, link.basketId)).statusCode).toBe(200)
})

test('a bearer token goes before a cookie', async () => {
  const { token } = await issueCustomerToken(app().services, link)
  const cookie = cookieOf(link.basketId, token)
  const client = await bearer(app(), ['orders:write'])
  expect((await call('both', { cookie, ...client }, link.basketId)).json().kind).toBe('client')
  expect(
    (await call('both', { ...sameOrigin, cookie, authorization: 'Bearer abc' }, link.basketId)).statusCode,
  ).toBe(401)
})

test("a customer's token in the header reaches its own basket alone, and no route of clients", async () => {
  const { token } = await issueCustomerToken(app().services, link)
  const headers = { authorization: `Bearer ${token}` }
  expect((await call('both', headers, link.basketId)).json().kind).toBe('customer')
  expect((await call('both', headers, otherBasket)).json().code).toBe('invalid_token')
  expect((await call('client', headers)).statusCode).toBe(403)
})

test('a client may not act as the browser of a customer', async () => {
  expect((await call('customer', await bearer(app(), ['orders:write']), link.basketId)).statusCode).toBe(403)
})

test('the receipt cookie shows the confirmation of its own basket, and opens nothing else', async () => {
  const set = await app().http.inject({ url: '/test/receipt-cookie' })
  const [cookie] = set.cookies
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 30 * 24 * 60 * 60 })
  const header = `${cookie?.name}=${cookie?.value}`
  const answer = await read('buyer', header, link.basketId)
  expect(answer.json()).toEqual({ kind: null, receiptBasketId: link.basketId })
  expect((await read('buyer', header, otherBasket)).statusCode).toBe(401)
  expect((await read('customer', header, link.basketId)).statusCode).toBe(401)
  expect((await read('buyer', `${header}x`, link.basketId)).statusCode).toBe(401)
})
