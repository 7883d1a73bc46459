import { expect, test } from 'vitest'
import { exchange, linkMaker } from '../support/links.ts'
import { useStage } from './support/stage.ts'

const stage = useStage()

const pages = [
  '/',
  '/docs',
  '/docs/errors/not_found',
  '/checkout/link/x',
  '/elements/sandbox',
  '/admin',
  '/favicon.ico',
]
const assets = [
  '/assets/x.js',
  '/assets/theme.css',
  '/assets/theme.css?accent=1f5eff',
  '/assets/..%2fpackage.json',
]

test('every kind of answer to every method says that it may not be guessed at, framed or passed on', async () => {
  const { http, operations } = stage()
  const paths = operations.map(({ path }) => path.replace(/\{\w+\}/g, 'x'))
  for (const url of [...paths, ...pages, ...assets])
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST', 'DELETE'] as const) {
      const { headers, statusCode } = await http.inject({ method, url })
      expect([method, url, statusCode < 500]).toEqual([method, url, true])
      expect([url, headers['x-content-type-options'], headers['referrer-policy']]).toEqual([
        url,
        'nosniff',
        'no-referrer',
      ])
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none';.*frame-ancestors '(none|self)'/,
      )
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['x-request-id']).toBeDefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
})

test('what is refused is kept by no cache, also below addresses whose files are kept for a year', async () => {
  for (const url of [
    ...assets.filter((url) => !url.includes('=')),
    '/docs/errors/nothing',
    '/.well-known/x',
    '/admin',
  ]) {
    const { headers, statusCode } = await stage().http.inject(url)
    expect([url, statusCode >= 400, headers['cache-control']]).toEqual([url, true, 'no-store'])
  }
})

test('nothing about a person is kept by a cache', async () => {
  const { app, operations, call, bodies } = stage()
  const { make } = await linkMaker(app)
  const link = await make({ order: { country: 'GB' } })
  const { answer } = await exchange(app, link)
  const page = await app.http.inject(link.assistedCheckoutLink)
  const answers = [answer, page]
  for (const operation of operations.filter(
    ({ path }) => path.startsWith('/api/') && !path.endsWith('openapi.json'),
  ))
    answers.push(await call(operation, { body: bodies[operation.id] }))
  expect([...new Set(answers.map(({ headers }) => headers['cache-control']))]).toEqual(['no-store'])
})

test('no file outside the built pages can be asked for', async () => {
  const ways = [
    '../package.json',
    '..%2fpackage.json',
    '%2e%2e/package.json',
    '..%5cpackage.json',
    '.vite/manifest.json',
  ]
  const more = ['manifest.json', '%00.js', 'a.js%00', '%2fetc%2fpasswd', '....//package.json']
  for (const way of [...ways, ...more]) {
    const answer = await stage().http.inject(`/assets/${way}`)
    expect([way, [400, 404].includes(answer.statusCode)]).toEqual([way, true])
  }
})

test('a page whose address names nothing is 404, and reflects nothing of it', async () => {
  for (const token of [
    'x',
    '%00',
    '..%2f..',
    '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    '__proto__',
    '%0d%0aSet-Cookie:%20a=b',
  ]) {
    const answer = await stage().http.inject(`/checkout/link/${token}`)
    expect([token, answer.statusCode]).toEqual([token, 404])
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.body).not.toMatch(/alert\(1\)|__proto__/)
  }
})

test('no address leads away from this server', async () => {
  for (const url of [
    '//evil.example/',
    '/%2f%2fevil.example',
    '/\\evil.example',
    '//evil.example/%2f..',
    '/docs//evil.example',
  ])
    expect((await stage().http.inject({ url: `http://127.0.0.1${url}` })).headers.location).toBeUndefined()
})
