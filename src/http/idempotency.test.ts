import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { bearer } from '../../test/support/tokens.ts'
import { refuse } from '../domain/refusal.ts'
import { sendRefusal } from './errors.ts'

const app = useApp()
let headers: { authorization: string }
let runs = 0
/** What the next run of the test route answers. */
let status = 200
/** Held back until the test lets it go. */
let gate: Promise<void> | undefined

beforeAll(() => {
  for (const url of ['/test/things', '/test/others'])
    app().http.post(
      url,
      { config: { access: { kind: 'client', scopes: ['orders:write'] } } },
      async (_request, reply) => {
        runs += 1
        await gate
        if (status === 402) return sendRefusal(reply, refuse('payment_declined', 'No.'))
        if (status === 500) throw new Error('a bug')
        if (status === 409)
          return sendRefusal(reply.header('retry-after', 1), refuse('payment_in_progress', 'Wait.'))
        reply.setCookie('a', '1').setCookie('b', '2').status(status)
        return status === 204 ? null : { run: runs, secret: 'a secret that must not lie about' }
      },
    )
  app().http.post('/test/public', { config: { access: { kind: 'public' } } }, () => {
    runs += 1
    return { run: runs }
  })
  app().http.get('/test/things', { config: { access: { kind: 'client', scopes: ['orders:write'] } } }, () => {
    runs += 1
    return { run: runs }
  })
})

beforeEach(async () => {
  headers = await bearer(app(), ['orders:write'])
  runs = 0
  status = 200
  gate = undefined
})

function post(key: string | undefined, body: unknown = { a: 1 }, url = '/test/things') {
  const named: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key }
  return app().http.inject({ method: 'POST', url, headers: { ...headers, ...named }, payload: body ?? {} })
}

test('without a key every call runs', async () => {
  await post(undefined)
  expect((await post(undefined)).json().run).toBe(2)
})

test.each([200, 201, 204, 402])('an answer %i is given again, and nothing runs twice', async (code) => {
  status = code
  const first = await post('key')
  const second = await post('key')
  expect(runs).toBe(1)
  expect(second.statusCode).toBe(first.statusCode)
  expect(second.body).toBe(first.body)
  expect(second.headers['content-type']).toBe(first.headers['content-type'])
  expect(second.cookies).toEqual(first.cookies)
  expect(first.headers['idempotent-replayed']).toBeUndefined()
  expect(second.headers['idempotent-replayed']).toBe('true')
})

test.each([202, 409, 429, 500])('an answer %i is not kept: the same call runs again', async (code) => {
  status = code
  await post('key')
  status = 200
  const again = await post('key')
  expect(again.statusCode).toBe(200)
  expect(again.json().run).toBe(2)
})

test('another body, or another query, under the same key answers 422', async () => {
  await post('key', { a: 1 })
  for (const answer of [await post('key', { a: 2 }), await post('key', { a: 1 }, '/test/things?b=1')]) {
    expect(answer.statusCode).toBe(422)
    expect(answer.json().code).toBe('idempotency_key_reused')
  }
  expect(runs).toBe(1)
})

test('while the first call runs the second answers 409 with Retry-After', async () => {
  let open: () => void = () => undefined
  gate = new Promise((resolve) => {
    open = resolve
  })
  const running = post('key')
  await expect.poll(() => runs).toBe(1)
  const second = await post('key')
  expect(second.statusCode).toBe(409)
  expect(second.json().code).toBe('request_in_progress')
  expect(second.headers['retry-after']).toBe('1')
  open()
  expect((await running).statusCode).toBe(200)
  expect((await post('key')).headers['idempotent-replayed']).toBe('true')
})

test('twenty calls at once run once', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => post('key')))
  expect(runs).toBe(1)
  for (const answer of answers) expect([200, 409]).toContain(answer.statusCode)
})

test('a key belongs to its caller and its route', async () => {
  await post('key')
  await post('key', { a: 1 }, '/test/others')
  headers = await bearer(app(), ['orders:write'])
  await post('key')
  expect(runs).toBe(3)
})

test('a process that died with the key frees it for the same request, not for another', async () => {
  await post('key')
  await app().pool.query(
    "update idempotency_keys set status = null, answer_sealed = null, locked_until = now() - interval '1 second' where key = 'key'",
  )
  expect((await post('key', { a: 2 })).statusCode).toBe(422)
  expect((await post('key')).json().run).toBe(2)
  expect((await post('key')).headers['idempotent-replayed']).toBe('true')
})

test('after a day the key is forgotten', async () => {
  await post('key')
  await app().pool.query("update idempotency_keys set created_at = now() - interval '25 hours'")
  expect((await post('key', { a: 2 })).json().run).toBe(2)
})

test('a public call is outside', async () => {
  await post('key', { a: 1 }, '/test/public')
  expect((await post('key', { a: 1 }, '/test/public')).json().run).toBe(2)
})

test('reading takes no key', async () => {
  const read = () =>
    app().http.inject({ url: '/test/things', headers: { ...headers, 'idempotency-key': 'key' } })
  await read()
  expect((await read()).json().run).toBe(2)
})

test.each(['', 'k'.repeat(256)])('a key of a wrong length answers 400', async (key) => {
  const answer = await post(key)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors[0].pointer).toBe('/Idempotency-Key')
  expect(runs).toBe(0)
})

test('kept answers do not lie about in clear', async () => {
  await post('key')
  const { rows } = await app().pool.query('select * from idempotency_keys')
  expect(rows.length).toBeGreaterThan(0)
  for (const row of rows)
    if (row.answer_sealed) expect(row.answer_sealed.toString('latin1')).not.toContain('a secret')
})
