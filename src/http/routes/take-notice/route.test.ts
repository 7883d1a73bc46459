import { beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, useApp } from '../../../../test/support/app.ts'
import { postNotice, sendingNotices } from '../../../../test/support/notices.ts'
import { noGateway } from '../../../adapters/none/gateway.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
let through: TestApp
beforeAll(async () => {
  through = await sendingNotices(app())
})

const post = (payload: string | Buffer, more: { url?: string; headers?: object } = {}) =>
  through.http.inject({
    method: 'POST',
    url: more.url ?? '/api/gateways/sandbox/notices',
    headers: { 'content-type': 'application/json', ...more.headers },
    payload,
  })
const kept = async () =>
  (await app().pool.query('select gateway, id, about, subject from gateway_notices order by id')).rows
const jobs = async (key: string) =>
  (await app().pool.query('select 1 from graphile_worker.jobs where key = $1', [key])).rows.length
const signed = { signature: 'signed by the gateway' }

describe('200', () => {
  test('a notice is kept, once, and nothing of it but what it is about', async () => {
    const notice = { id: 'evt_1', about: 'payment', key: 'order-1:auth:1', email: 'ada@example.com' }
    expect(await postNotice(through, notice)).toEqual({ status: 200, body: { received: true } })
    expect(await jobs('notice/order-1')).toBe(1)
    // Somebody has done the work.
    await app().pool.query('delete from graphile_worker._private_jobs')
    expect((await postNotice(through, notice)).status).toBe(200)
    expect(await jobs('notice/order-1')).toBe(0)
    expect(await kept()).toEqual([
      { gateway: 'sandbox', id: 'evt_1', about: 'payment', subject: 'order-1:auth:1' },
    ])
  })

  test('what does not concern us is not kept', async () => {
    const before = await kept()
    expect((await postNotice(through, { id: 'evt_2', about: 'nothing' })).status).toBe(200)
    expect(await kept()).toEqual(before)
  })

  test('the gateway reads the very bytes that it signed', async () => {
    let read: string | undefined
    const other = await sendingNotices(app(), {
      readNotice: async ({ body }) => {
        read = body.toString()
        return { id: 'evt_3', about: 'nothing' }
      },
    })
    const bytes = '{ "b" : 1.0,\n "a": "\\u00e9", "__proto__": 1 }'
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    await other.http.inject({
      method: 'POST',
      url: '/api/gateways/sandbox/notices',
      headers,
      payload: bytes,
    })
    expect(read).toBe(bytes)
  })

  test('of many at once one is the first', async () => {
    const notice = { id: 'evt_4', about: 'refund', key: 'refund-of-nobody' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => postNotice(through, notice)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const { rows } = await app().pool.query(
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'look-at-refund'`,
    )
    expect(rows).toEqual([{ n: 1 }])
  })
})

test('400: what nobody signed is refused, and nothing of it is kept', async () => {
  const before = await kept()
  const answer = await post(JSON.stringify({ id: 'evt_5', about: 'payment', key: 'order-1:auth:1' }))
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'notice_rejected', type: '/docs/errors/notice_rejected' })
  expect(await kept()).toEqual(before)
})

test.each(['stripe', 'none', 'SANDBOX'])('404: no gateway named %s is configured', async (name) => {
  const answer = await post('{}', { url: `/api/gateways/${name}/notices`, headers: signed })
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'not_found'])
})

test('404: where no gateway is configured at all, no name is one', async () => {
  const http = await buildServer(
    { ...app().services, gateway: noGateway },
    { checkAnswers: true, trustProxy: false, rateLimit: 'off' },
  )
  const answer = await http.inject({
    method: 'POST',
    url: '/api/gateways/none/notices',
    headers: { 'content-type': 'application/json' },
    payload: '{}',
  })
  expect(answer.statusCode).toBe(404)
  await http.close()
})

test('413: more than any gateway sends', async () => {
  expect((await post('x'.repeat(262_145), { headers: signed })).statusCode).toBe(413)
})

test('415: only JSON', async () => {
  const answer = await post('a=b', { headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  expect(answer.statusCode).toBe(415)
})

test('429: a flood of what nobody signed is told less, and keeps no genuine notice out', async () => {
  const flooded = await sendingNotices(app())
  const codes = new Set<number>()
  for (let n = 0; n < 80; n += 1) {
    const answer = await flooded.http.inject({
      method: 'POST',
      url: '/api/gateways/sandbox/notices',
      headers: { 'content-type': 'application/json' },
      payload: '{}',
    })
    codes.add(answer.statusCode)
  }
  expect([...codes]).toEqual([400, 429])
  expect((await postNotice(flooded, { id: 'evt_6', about: 'nothing' })).status).toBe(200)
})

test('500: a notice that could not be kept is not acknowledged, and works when it comes again', async () => {
  const notice = { id: 'evt_7', about: 'payment', key: 'order-7:auth:1' }
  await app().pool.query('alter table gateway_notices rename to away')
  expect((await postNotice(through, notice)).status).toBe(500)
  await app().pool.query('alter table away rename to gateway_notices')
  expect((await postNotice(through, notice)).status).toBe(200)
  expect((await kept()).map(({ id }) => id)).toContain('evt_7')
})
