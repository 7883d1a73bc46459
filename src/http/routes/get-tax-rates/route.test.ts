import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import type { Scope } from '../../../domain/caller.ts'

const app = useApp()
const get = async (scope: Scope) =>
  app().http.inject({ url: '/api/admin/tax_rates', headers: await bearer(app(), [scope]) })

test('200: a new server knows no tax', async () => {
  const answer = await get('settings:read')
  expect([answer.statusCode, answer.json()]).toEqual([200, { rates: [] }])
})

test('403: without settings:read', async () => {
  expect((await get('settings:write')).statusCode).toBe(403)
})
