import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import type { KnownOperation } from './support/operations.ts'
import { flawOf } from './support/problem.ts'
import { type CallParts, operationNamed, useStage } from './support/stage.ts'

const stage = useStage()

const withBody = () => stage().operations.filter(({ body, id }) => body !== undefined && id !== 'issueToken')

let before: Readonly<Record<string, string>> = {}
beforeAll(async () => {
  before = await stage().countRows()
})

/** What each operation answers, by its id; every answer must be a proper problem. */
async function answersOf(
  operations: readonly KnownOperation[],
  parts: CallParts,
): Promise<Readonly<Record<string, LightMyRequestResponse>>> {
  const answers: Record<string, LightMyRequestResponse> = {}
  for (const operation of operations) {
    const answer = await stage().call(operation, parts)
    const flaw = flawOf(answer)
    if (flaw !== undefined) throw new Error(`${operation.id}: ${flaw}`)
    answers[operation.id] = answer
  }
  expect(await stage().countRows()).toEqual(before)
  return answers
}

function statusesOf(answers: Readonly<Record<string, LightMyRequestResponse>>): readonly number[] {
  return [...new Set(Object.values(answers).map(({ statusCode }) => statusCode))].sort()
}

const broken: readonly (readonly [string, string | Buffer])[] = [
  ['cut off', '{"order":'],
  ['with a comma too many', '{"a":1,}'],
  ['in single quotes', "{'a':1}"],
  ['with a comment', '{} // what'],
  ['a bare word', 'nothing'],
  ['NaN', '{"a":NaN}'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
  ['an own __proto__', '{"__proto__":{"isAdmin":true}}'],
  ['an own __proto__ further in', '{"order":{"tracking":{"__proto__":{"isAdmin":true}}}}'],
  ['a constructor with a prototype', '{"constructor":{"prototype":{"isAdmin":true}}}'],
  ['nested fifty thousand deep', '['.repeat(50_000) + ']'.repeat(50_000)],
  ['an array', '[]'],
  ['a string', '"what"'],
  ['a number', '7'],
  ['null', 'null'],
  ['true', 'true'],
]

for (const [what, text] of broken)
  test(`a body that is ${what} is refused with 400 everywhere, and leaves no trace`, async () => {
    const statuses = statusesOf(await answersOf(withBody(), { text }))
    // A page's call whose body names no basket comes from nobody.
    expect(statuses.filter((status) => status !== 401)).toEqual([400])
  })

test('an empty body is refused with 400', async () => {
  const statuses = statusesOf(await answersOf(withBody(), { text: '' }))
  expect(statuses.filter((status) => status !== 401)).toEqual([400])
})

test('a body that is no JSON by its content type is 415', async () => {
  const types = [
    'text/plain',
    'application/xml',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  ]
  for (const type of types) {
    const answers = await answersOf(withBody(), { text: '{}', headers: { 'content-type': type } })
    // Calls of the page must be JSON before anything else: it keeps other sites out.
    expect(statusesOf(answers).filter((status) => status !== 403)).toEqual([415])
  }
})

test('a content type that is none is 415', async () => {
  for (const type of ['json', 'application', ';', 'application/json\u00e9', '*/*']) {
    const answers = await answersOf(withBody(), { text: '{}', headers: { 'content-type': type } })
    expect(statusesOf(answers).filter((status) => status !== 403)).toEqual([415])
  }
})

test('a body over one megabyte is 413', async () => {
  const text = JSON.stringify({ order: 'x'.repeat(1_000_001) })
  expect(statusesOf(await answersOf(withBody(), { text }))).toEqual([413])
})

test('a body with a hundred thousand mistakes is answered with the first hundred', async () => {
  const text = JSON.stringify(
    Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, 1])),
  )
  for (const answer of Object.values(await answersOf(withBody(), { text }))) {
    expect(answer.json().errors.length).toBeLessThanOrEqual(100)
    expect(answer.body.length).toBeLessThan(20_000)
  }
})

test('the same key twice counts once, as the last says', async () => {
  const { id, version } = Object(stage().bodies.previewOrder).orderItems[0].offer
  const preview = operationNamed(stage(), 'previewOrder')
  const item = JSON.stringify({ offer: { id, version } })
  const text = `{"order_type":"what","order_type":"new","country":"GB","orderItems":[${item}]}`
  expect((await stage().call(preview, { text })).statusCode).toBe(200)
})

test('a method that an address does not take is 405 and names those it takes', async () => {
  const { http, operations } = stage()
  const paths = new Map<string, string[]>()
  for (const { path, method } of operations) paths.set(path, [...(paths.get(path) ?? []), method])
  for (const [path, methods] of paths) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      // An item of the catalogue may be called `publish` or `withdraw`.
      const isItem = method === 'PUT' && path.startsWith('/api/admin/catalog/')
      // Promo codes are created where all objects are read.
      const isObject = (method === 'GET' || method === 'DELETE') && path.startsWith('/api/objects/')
      if (methods.includes(method) || isItem || isObject) continue
      const answer = await http.inject({ method, url: path.replace(/\{\w+\}/g, 'x') })
      expect([method, path, answer.statusCode, flawOf(answer)]).toEqual([method, path, 405, undefined])
      for (const known of methods) expect(String(answer.headers.allow).split(', ')).toContain(known)
    }
  }
})

test('every known problem is explained at its type, in words', async () => {
  const { problemKinds } = await import('../../src/http/problems.ts')
  for (const code of Object.keys(problemKinds)) {
    const page = await stage().http.inject(`/docs/errors/${code}`)
    expect([code, page.statusCode]).toEqual([code, 200])
    expect(page.body).toContain(code)
  }
})
