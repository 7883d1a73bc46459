import { connect } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { problemKinds } from '../../src/http/problems.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()
let port = 0
beforeAll(async () => {
  port = Number(new URL(await stage().http.listen({ host: '127.0.0.1', port: 0 })).port)
})

/** Sends these bytes and hears what comes back until the server hangs up. */
function send(text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text, 'latin1'))
    let answer = ''
    socket.setEncoding('utf8')
    socket.on('data', (part) => {
      answer += part
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}

const post = (headers: string, body: string) =>
  `POST /api/checkout/exchange HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nConnection: close\r\n${headers}\r\n\r\n${body}`
const get = (path: string, headers = '') =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`

const unreadable: Readonly<Record<string, string>> = {
  'a greeting of TLS': '\x16\x03\x01\x02\x00\x01',
  'a content length below zero': post('Content-Length: -1', '{}'),
  'a content length in words': post('Content-Length: many', '{}'),
  'two content lengths': post('Content-Length: 2\r\nContent-Length: 7', '{}'),
  'a content length beside chunks': post('Content-Length: 2\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
  'a chunk of no length': post('Transfer-Encoding: chunked', 'zz\r\n'),
  'a carriage return inside a header': get('/health', 'X-A: b\rX-C: d\r\n'),
  'headers of forty thousand characters': get('/health', `X-A: ${'a'.repeat(40_000)}\r\n`),
  'an address that does not decode': get('/checkout/link/%zz'),
  'an address of half a character': get('/checkout/link/%ED%A0%80'),
  'a link token of six hundred characters': get(`/checkout/link/${'a'.repeat(600)}`),
}

for (const [what, bytes] of Object.entries(unreadable))
  test(`${what}: a problem with every header of safety, and the connection ends`, async () => {
    const [head = '', body = ''] = (await send(bytes)).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    for (const header of ['x-content-type-options: nosniff', 'cache-control: no-store', 'x-request-id: '])
      expect(head.toLowerCase()).toContain(header)
    expect(head.toLowerCase()).toContain("content-security-policy: default-src 'none'")
    const problem = JSON.parse(body)
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', errors: [] })
    expect(Object.keys(problemKinds)).toContain(problem.code)
  })

test('what follows a body beyond its length is no request', async () => {
  const kept = post('Content-Length: 2', '{}').replace('Connection: close\r\n', '')
  const answers = (await send(`${kept}GARBAGE\r\n\r\n`)).match(/HTTP\/1\.1 \d+/g) ?? []
  expect([...new Set(answers)]).toEqual(['HTTP/1.1 400'])
})

test('who sends a request slower than thirty seconds is not waited for', () => {
  expect(stage().http.server.requestTimeout).toBe(30_000)
  expect(stage().http.server.headersTimeout).toBeLessThanOrEqual(60_000)
})

test('a thousand cookies, broken ones too, are nobody', async () => {
  const jar = Array.from({ length: 700 }, (_, index) => `co-${index}=x`).join('; ')
  for (const cookies of [jar, 'co-%zz=%zz; =; ;;; __proto__=1; co-a=%E0%A4%A']) {
    const basket = '/api/checkout/basket?checkoutId=basket-00000000-0000-4000-8000-000000000000'
    expect(await send(get(basket, `Cookie: ${cookies}\r\n`))).toMatch(/^HTTP\/1\.1 401 /)
  }
})
