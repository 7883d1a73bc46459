import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()

test('200: every setting, defaults included', async () => {
  const headers = await bearer(app(), ['settings:read'])
  const answer = await app().http.inject({ url: '/api/admin/settings', headers })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ merchantName: 'Proffer', logoUrl: null, linkExpiryDays: 30 })
})

test('403: without settings:read', async () => {
  const headers = await bearer(app(), ['settings:write'])
  expect((await app().http.inject({ url: '/api/admin/settings', headers })).statusCode).toBe(403)
})
