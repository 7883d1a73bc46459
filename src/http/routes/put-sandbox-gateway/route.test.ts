import { afterEach, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { GatewayUnavailable } from '../../../ports/payment-gateway.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
const url = '/api/admin/sandbox/gateway'

async function put(payload: object) {
  const headers = await bearer(app(), ['clock:write'])
  return app().http.inject({ method: 'PUT', url, headers, payload })
}

afterEach(async () => {
  await app().pool.query('delete from sandbox_gateway.faults')
})

test('200: the next answers are lost, as many as were asked for, and what was asked is done', async () => {
  const answer = await put({ call: 'authorise', loseAnswers: 1, delayMs: 0 })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ faults: [{ call: 'authorise', loseAnswers: 1, delayMs: 0 }] })
  const { gateway } = app().services
  const request = {
    key: 'lost',
    amount: 100,
    currency: 'GBP',
    source: { kind: 'token', token: 'tok_ok' },
    offSession: false,
    payer: { ownerId: 'id-1', email: undefined },
    returnUrl: 'http://127.0.0.1/back',
  } as const
  await expect(gateway.authorise(request)).rejects.toThrow(GatewayUnavailable)
  expect(await gateway.lookup('lost')).toMatchObject({ state: 'authorised', amount: 100 })
  expect(await gateway.authorise(request)).toMatchObject({ state: 'authorised' })
})

test('200: zeros end it, and each call stands for itself', async () => {
  const slow = { call: 'capture', loseAnswers: 0, delayMs: 1 }
  expect((await put(slow)).json()).toEqual({ faults: [slow] })
  await put({ call: 'void', loseAnswers: 3, delayMs: 0 })
  const ended = await put({ call: 'capture', loseAnswers: 0, delayMs: 0 })
  expect(ended.json()).toEqual({ faults: [{ call: 'void', loseAnswers: 3, delayMs: 0 }] })
})

test.each(['deleteMethod', 'movements', 'challenge', 'notice'])(
  '200: %s misbehaves as well',
  async (call) => {
    const fault = { call, loseAnswers: 1, delayMs: 0 }
    expect((await put(fault)).json()).toEqual({ faults: [fault] })
  },
)

test('200: notices come several times', async () => {
  const fault = { call: 'notice', loseAnswers: 0, delayMs: 0, duplicates: 2 }
  expect((await put(fault)).json()).toEqual({ faults: [fault] })
})

test.each([
  ['duplicates', { call: 'notice', loseAnswers: 0, delayMs: 0, duplicates: 11 }],
  ['call', { call: 'settle', loseAnswers: 1, delayMs: 0 }],
  ['loseAnswers', { call: 'capture', loseAnswers: -1, delayMs: 0 }],
  ['loseAnswers', { call: 'capture', loseAnswers: 1.5, delayMs: 0 }],
  ['loseAnswers', { call: 'capture', delayMs: 0 }],
  ['delayMs', { call: 'capture', loseAnswers: 0, delayMs: 60_001 }],
  ['delayMs', { call: 'capture', loseAnswers: 0, delayMs: '5' }],
])('400: %s in %j', async (field, payload) => {
  const answer = await put(payload)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().errors[0].pointer).toBe(`/${field}`)
})

test('400: an unknown field', async () => {
  expect((await put({ call: 'capture', loseAnswers: 0, delayMs: 0, forever: true })).statusCode).toBe(400)
})

test('401: without a token', async () => {
  expect((await app().http.inject({ method: 'PUT', url, payload: {} })).statusCode).toBe(401)
})

test('403: without clock:write', async () => {
  const headers = await bearer(app(), ['settings:write'])
  expect((await app().http.inject({ method: 'PUT', url, headers, payload: {} })).statusCode).toBe(403)
})

test('404: outside a sandbox there is no such gateway', async () => {
  const server = await buildServer(
    { ...app().services, sandbox: false, gatewayFaults: undefined },
    { checkAnswers: true, trustProxy: false, rateLimit: 'off' },
  )
  const headers = await bearer(app(), ['clock:write'])
  const payload = { call: 'capture', loseAnswers: 1, delayMs: 0 }
  expect((await server.inject({ method: 'PUT', url, headers, payload })).statusCode).toBe(404)
  await server.close()
})
