import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { gatewayOf, laterInvoices, seedSubscription } from '../../../../test/support/due-subscriptions.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { buildServer } from '../../server.ts'

const app = useApp()

async function post(payload: object, sandbox = true) {
  const headers = await bearer(app(), ['clock:write'])
  const server = await buildServer(
    { ...app().services, sandbox, gateway: gatewayOf(app()) },
    { checkAnswers: true, trustProxy: false, rateLimit: 'off' },
  )
  const answer = await server.inject({ method: 'POST', url: '/api/admin/clock', headers, payload })
  await server.close()
  return answer
}

test('200: a month on, what fell due has happened, in order and at its own time', async () => {
  const seeded = await seedSubscription(app(), 1)
  const answer = await post({ advanceTo: '2026-12-25T12:00:00+01:00' })
  expect(answer.statusCode).toBe(200)
  const body = answer.json()
  expect(body.now >= '2026-12-25T11:00:00.000Z').toBe(true)
  expect(body.now < '2026-12-25T11:01:00.000Z').toBe(true)
  expect(body.run).toMatchObject({
    status: 'done',
    counts: { 'invoice.issued': 1, 'payment.captured': 1, 'invoice.paid': 1 },
  })
  const types: string[] = body.entries.map((entry: { type: string }) => entry.type)
  expect(types.indexOf('invoice.issued')).toBeLessThan(types.indexOf('payment.captured'))
  for (const entry of body.entries) expect(entry.at.slice(0, 10)).toBe('2026-12-22')
  expect(body.cursor).toBe(String(body.entries.at(-1).seq))
  expect(await laterInvoices(app(), seeded)).toMatchObject([{ status: 'paid', issued_on: '2026-12-22' }])
})

test('200: the clock moves by a duration, and a day is its midnight', async () => {
  const before = Date.parse(app().services.clock.now())
  const answer = await post({ advanceBy: 'PT36H' })
  expect(answer.statusCode).toBe(200)
  expect(Date.parse(answer.json().now) - before).toBeGreaterThanOrEqual(36 * 3_600_000)
  const day = await post({ advanceTo: '2027-01-05' })
  expect(day.json().now.slice(0, 17)).toBe('2027-01-05T00:00:')
})

test('400: the clock goes forward only', async () => {
  const answer = await post({ advanceTo: '2026-12-24T00:00:00Z' })
  expect(answer.statusCode).toBe(400)
  expect(answer.json().code).toBe('clock_backwards')
  expect((await post({ advanceBy: '-P1D' })).json().code).toMatch(/clock_backwards|invalid_request/)
})

test.each([
  {},
  { advanceTo: '2030-01-01T00:00:00Z', advanceBy: 'P1D' },
  { advanceTo: 'tomorrow' },
  { advanceTo: '2030-02-31' },
  { advanceTo: '9999-01-01T00:00:00Z' },
  { advanceBy: '1 month' },
  { advanceBy: 'P9999999Y' },
  { advanceTo: '2030-01-01T00:00:00Z', dryRun: true },
])('400: %o is refused and the clock stays', async (payload) => {
  const before = app().services.clock.now()
  const answer = await post(payload)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().code).toBe('invalid_request')
  expect(app().services.clock.now().slice(0, 16)).toBe(before.slice(0, 16))
})

test('401: without a token', async () => {
  const answer = await app().http.inject({ method: 'POST', url: '/api/admin/clock', payload: {} })
  expect(answer.statusCode).toBe(401)
})

test('403: without the scope', async () => {
  const headers = await bearer(app(), ['settings:read'])
  const answer = await app().http.inject({
    method: 'POST',
    url: '/api/admin/clock',
    headers,
    payload: { advanceBy: 'P1D' },
  })
  expect(answer.statusCode).toBe(403)
})

test('404: only a sandbox has a clock that moves', async () => {
  expect((await post({ advanceBy: 'P1D' }, false)).statusCode).toBe(404)
})

test('409: one advance at a time, until its process is gone', async () => {
  const { db, clock } = app().services
  const run = {
    id: 'clock_run-other',
    status: 'running' as const,
    fromAt: clock.now(),
    toAt: clock.now(),
    firstEventSeq: 0,
    lastEventSeq: undefined,
  }
  await db.read.clockRuns.begin(run, { holder: 'other', seconds: 60 })
  const answer = await post({ advanceBy: 'P1D' })
  expect(answer.statusCode).toBe(409)
  expect(answer.json().code).toBe('clock_running')

  await app().pool.query(`update clock_runs set lease_until = now() where id = 'clock_run-other'`)
  expect((await post({ advanceBy: 'P1D' })).statusCode).toBe(200)
})
