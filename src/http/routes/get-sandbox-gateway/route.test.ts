import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
const url = '/api/admin/sandbox/gateway'

const get = async (headers: Record<string, string>) => app().http.inject({ method: 'GET', url, headers })

test('200: a gateway that behaves has nothing to tell', async () => {
  const answer = await get(await bearer(app(), ['clock:write']))
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ faults: [] })
})

test('200: what was asked for, as far as it is not used up', async () => {
  await app().services.gatewayFaults?.set({ call: 'lookup', loseAnswers: 2, delayMs: 0 })
  await expect(app().services.gateway.lookup('nothing')).rejects.toThrow('lost')
  const headers = await bearer(app(), ['clock:write'])
  expect((await get(headers)).json()).toEqual({ faults: [{ call: 'lookup', loseAnswers: 1, delayMs: 0 }] })
  await expect(app().services.gateway.lookup('nothing')).rejects.toThrow('lost')
  expect((await get(headers)).json()).toEqual({ faults: [] })
})

test('401: without a token', async () => {
  expect((await get({})).statusCode).toBe(401)
})

test('403: without clock:write', async () => {
  expect((await get(await bearer(app(), ['settings:read']))).statusCode).toBe(403)
})

test('404: outside a sandbox there is no such gateway', async () => {
  const server = await buildServer(
    { ...app().services, sandbox: false, gatewayFaults: undefined },
    { checkAnswers: true, trustProxy: false, rateLimit: 'off' },
  )
  const headers = await bearer(app(), ['clock:write'])
  expect((await server.inject({ url, headers })).statusCode).toBe(404)
  await server.close()
})
