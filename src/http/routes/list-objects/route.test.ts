import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { type SeededOrder, seedOrder } from '../../../../test/support/seed-objects.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { filtersByType } from '../../../objects/filters.ts'

const app = useApp()
let all: { authorization: string }
let last: SeededOrder

beforeAll(async () => {
  for (let n = 1; n <= 6; n += 1)
    last = await seedOrder(app(), {
      n,
      // Two at each instant: the order of the list is total.
      at: `2026-11-22T05:0${Math.floor(n / 2)}:00.000Z`,
      email: n % 2 === 0 ? 'even@example.com' : 'Odd@example.com',
      status: n === 6 ? 'failed' : 'complete',
      ...(n === 6 ? { accountId: '0017x00000Q9O9qAAF' } : {}),
    })
  all = await bearer(app(), ['objects:read'])
})

const list = (path: string, headers: Record<string, string> = all) =>
  app().http.inject({ url: `/api/objects/limio/${path}`, headers })
const idsOf = (answer: { json: () => { items: { id: string }[] } }) =>
  answer.json().items.map(({ id }) => Number.parseInt(id.slice(-4), 16))

test('200: newest first, page by page, whatever is made meanwhile', async () => {
  const first = await list('orders?limit=3')
  expect(idsOf(first)).toEqual([6, 5, 4])
  await seedOrder(app(), { n: 50, at: '2026-11-22T06:00:00.000Z', email: 'late@example.com' })
  const second = await list(`orders?limit=3&queryMore=${encodeURIComponent(first.json().queryMore)}`)
  expect(idsOf(second)).toEqual([3, 2, 1])
  expect(second.json().queryMore).toBeNull()
})

test('200: rows that differ by less than a millisecond are neither lost nor repeated', async () => {
  await app().pool.query(
    "update events set created_at = created_at + (right(id, 1)::int * interval '100 microseconds')",
  )
  const seen: number[] = []
  let more: string | null = ''
  while (more !== null) {
    const page = await list(`events?limit=1${more === '' ? '' : `&queryMore=${encodeURIComponent(more)}`}`)
    seen.push(...idsOf(page))
    more = page.json().queryMore
  }
  expect(seen).toHaveLength(new Set(seen).size)
  expect(seen.length).toBeGreaterThanOrEqual(6)
})

test.each([
  ['orders?external_id=EXT-6', [6]],
  ['orders?reference=ORD000000002', [2]],
  ['orders?accountId=0017x00000Q9O9q', [6]],
  ['orders?email=ODD@EXAMPLE.COM', [5, 3, 1]],
  ['orders?email=even@example.com&status=failed', [6]],
  ['orders?checkoutId=basket-3', [3]],
  ['orders?order_type=cancel_subscription', []],
  ['subscriptions?reference=SUB000000004', [4]],
  ['subscriptions?email=even@example.com', [6, 4, 2]],
  ['customers?email=even@example.com', [6, 4, 2]],
  [`subscriptions?owner=id-${'2'.padStart(32, '0')}`, [2]],
  [`invoices?subscription=sub-${'3'.padStart(32, '0')}`, [3]],
  [`payments?subscription=sub-${'3'.padStart(32, '0')}`, [3]],
  [`credit_memos?subscription=sub-${'3'.padStart(32, '0')}`, [3]],
  ['refunds?reference=RFD000000004&status=pending', [4]],
  [`schedules?order=order-${'5'.padStart(32, '0')}`, [5]],
  ['identities?accountId=0017x00000Q9O9qAAF', [6]],
])('200: %s narrows', async (path, expected) => {
  const answer = await list(path)
  expect(answer.statusCode).toBe(200)
  expect(idsOf(answer)).toEqual(expected)
})

test('200: events after a sequence number', async () => {
  const events = (await list('events?limit=3')).json().items
  const answer = await list(`events?after=${events[1].data.seq}&order=${last.orderId}`)
  expect(answer.statusCode).toBe(200)
})

test('200: every filter of every type is a statement the database understands', async () => {
  const asked = Object.entries(filtersByType).flatMap(([type, names]) =>
    names.map(
      (name) => `${type}?${name}=${{ accountId: '0017x00000Q9O9qAAF', after: '0' }[name as string] ?? 'x'}`,
    ),
  )
  const answers = await Promise.all(asked.map((path) => list(path)))
  expect(answers.filter(({ statusCode }) => statusCode !== 200)).toEqual([])
})

test.each([
  ['orders?limit=0', '?limit'],
  ['orders?limit=101', '?limit'],
  ['orders?limit=many', '?limit'],
  ['orders?q=ada', '?q'],
  ['customers?external_id=EXT-1', '?external_id'],
  ['orders?queryMore=made-up', '?queryMore'],
  ['orders?accountId=0037x00000F58M9AAJ', '?accountId'],
])('400: %s points at the parameter', async (path, pointer) => {
  const answer = await list(path)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors).toMatchObject([{ pointer }])
})

test('400: a cursor works with its own list and filters only', async () => {
  const cursor = encodeURIComponent((await list('orders?limit=1')).json().queryMore)
  for (const path of ['subscriptions?', 'orders?status=complete&']) {
    const answer = await list(`${path}limit=1&queryMore=${cursor}`)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toMatchObject([{ pointer: '?queryMore' }])
  }
})

test('400: a service of a later version', async () => {
  const answer = await app().http.inject({ url: '/api/objects/zuora/orders', headers: all })
  expect(answer.statusCode).toBe(400)
})

test('401: without a token', async () => {
  expect((await list('orders', {})).statusCode).toBe(401)
})

test('403: orders:read lists orders and process alone', async () => {
  const orders = await bearer(app(), ['orders:read'])
  expect((await list('orders', orders)).statusCode).toBe(200)
  expect((await list('process', orders)).statusCode).toBe(200)
  expect((await list('events', orders)).statusCode).toBe(403)
})

test('404: an unknown type', async () => {
  expect((await list('things')).statusCode).toBe(404)
})

test('200: events of one instant come in the order in which they happened, newest first, page by page', async () => {
  // The later one has the smaller id.
  for (const n of [41, 40])
    await seedOrder(app(), { n, at: '2026-11-22T07:00:00.000Z', email: 'x@example.com' })
  await app().pool.query("update events set created_at = '2026-11-22T07:00:00Z'")
  const seqs: number[] = []
  let more: string | null = ''
  while (more !== null) {
    const page = await list(`events?limit=2${more === '' ? '' : `&queryMore=${encodeURIComponent(more)}`}`)
    seqs.push(...page.json().items.map(({ data }: { data: { seq: number } }) => data.seq))
    more = page.json().queryMore
  }
  expect(seqs.length).toBeGreaterThanOrEqual(6)
  expect(seqs).toEqual([...seqs].sort((a, b) => b - a))
})
