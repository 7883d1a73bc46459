import { expect, onTestFinished, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { createLog } from '../adapters/pino/log.ts'
import { buildServer } from './server.ts'

const app = useApp()

/** A server that logs into a list, with a route that breaks. */
async function loggingServer() {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) })
  const http = await buildServer(app().services, {
    checkAnswers: true,
    trustProxy: false,
    rateLimit: 'on',
    log,
  })
  onTestFinished(() => http.close())
  http.get('/breaks', { config: { access: { kind: 'public' } } }, () => {
    throw Object.assign(new Error('duplicate key'), {
      detail: 'Key (email)=(ada@example.com) already exists.',
    })
  })
  http.get('/away', { config: { access: { kind: 'public' } } }, () => {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
  })
  return { http, entries: () => lines.map((line) => JSON.parse(line)), text: () => lines.join('') }
}

test('an answer is logged with its id and the pattern of its route, and nothing that is secret', async () => {
  const { http, entries, text } = await loggingServer()
  const answer = await http.inject({
    url: '/api/objects/limio/orders/order-secret?email=ada@example.com',
    headers: { authorization: 'Bearer secret', cookie: 'co-1=secret', 'x-request-id': 'my-call.1' },
  })
  expect(answer.headers['x-request-id']).toBe('my-call.1')
  expect(entries()).toEqual([
    expect.objectContaining({
      msg: 'answered',
      requestId: 'my-call.1',
      method: 'GET',
      route: '/api/objects/:service/:path_type/:id',
      status: 401,
    }),
  ])
  expect(text()).not.toMatch(/secret|ada@/)
})

test('an address that no route takes is not logged', async () => {
  const { http, entries, text } = await loggingServer()
  await http.inject('/checkout/links/a-token')
  expect(entries()[0]).toMatchObject({ route: 'none', status: 404 })
  expect(text()).not.toContain('a-token')
})

test('a request id that is none of ours is replaced', async () => {
  const { http } = await loggingServer()
  const answer = await http.inject({ url: '/health', headers: { 'x-request-id': 'two words' } })
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('what breaks is logged without the data in it, and answered without the reason', async () => {
  const { http, entries, text } = await loggingServer()
  const answer = await http.inject('/breaks')
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toMatchObject({ code: 'internal_error', requestId: answer.headers['x-request-id'] })
  expect(entries()[0]).toMatchObject({ msg: 'request failed', err: { message: 'duplicate key' } })
  expect(text()).not.toContain('ada@')
  expect(answer.body).not.toContain('duplicate key')
})

test('a database that is away is 503, not 500', async () => {
  const { http } = await loggingServer()
  const answer = await http.inject('/away')
  expect(answer.statusCode).toBe(503)
  expect(answer.json().code).toBe('not_ready')
})

test('every answer carries the headers that keep browsers strict', async () => {
  const { http } = await loggingServer()
  const { headers } = await http.inject('/health')
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
  })
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('behind https, browsers are told to stay there', async () => {
  const services = { ...app().services, publicUrl: 'https://shop.example.com' }
  const http = await buildServer(services, { checkAnswers: true, trustProxy: false, rateLimit: 'on' })
  onTestFinished(() => http.close())
  const { headers } = await http.inject('/health')
  expect(headers['strict-transport-security']).toBe('max-age=31536000')
})

test.each([
  ['POST', '/api/objects/limio/orders/order-1', 405, 'GET, HEAD'],
  ['DELETE', '/oauth2/token', 405, 'POST'],
  ['OPTIONS', '/oauth2/token', 405, 'POST'],
  ['GET', '/nowhere', 404, undefined],
] as const)('%s %s is %i', async (method, url, status, allow) => {
  const { http } = await loggingServer()
  const answer = await http.inject({ method, url })
  expect(answer.statusCode).toBe(status)
  expect(answer.headers.allow).toBe(allow)
})

test('a malformed address is a problem document', async () => {
  const { http } = await loggingServer()
  const answer = await http.inject('/%zz')
  expect(answer.statusCode).toBe(400)
  expect(answer.json().code).toBe('invalid_request')
})
