import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { buildServer } from '../../server.ts'

const app = useApp()

const get = async (headers: Record<string, string>) =>
  app().http.inject({ method: 'GET', url: '/api/admin/clock', headers })

test.each(['clock:write', 'settings:read'] as const)('200: %s may read the clock', async (scope) => {
  const answer = await get(await bearer(app(), [scope]))
  expect(answer.statusCode).toBe(200)
  expect(answer.json().run).toBeNull()
  expect(answer.json().now.slice(0, 16)).toBe(app().services.clock.now().slice(0, 16))
})

test('200: after an advance it tells how that went', async () => {
  const headers = await bearer(app(), ['clock:write'])
  const advanced = await app().http.inject({
    method: 'POST',
    url: '/api/admin/clock',
    headers,
    payload: { advanceBy: 'P2M' },
  })
  const answer = await get(headers)
  expect(answer.json().run).toEqual(advanced.json().run)
  expect(answer.json().run.status).toBe('done')
  expect(answer.json().now >= advanced.json().now).toBe(true)
})

test('401: without a token', async () => {
  expect((await get({})).statusCode).toBe(401)
})

test('403: without the scope', async () => {
  expect((await get(await bearer(app(), ['orders:read']))).statusCode).toBe(403)
})

test('404: only a sandbox has a clock that moves', async () => {
  const server = await buildServer(
    { ...app().services, sandbox: false },
    { checkAnswers: true, trustProxy: false, rateLimit: 'off' },
  )
  const headers = await bearer(app(), ['clock:write'])
  expect((await server.inject({ method: 'GET', url: '/api/admin/clock', headers })).statusCode).toBe(404)
  await server.close()
})
