import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { authenticateClient, createClient } from '../../../access/clients.ts'
import { signClientToken } from '../../../access/tokens.ts'
import { isRefused } from '../../../domain/refusal.ts'

const app = useApp()

async function remove(id: string) {
  const headers = await bearer(app(), ['clients:write'])
  return app().http.inject({ method: 'DELETE', url: `/api/admin/clients/${id}`, headers })
}

test('204: its secret and its tokens stop working, and its id is never given again', async () => {
  const { services } = app()
  const client = await createClient(services, { name: 'A test', scopes: ['settings:read'] })
  if (isRefused(client)) throw new Error(client.detail)
  const token = await signClientToken(services, { clientId: client.id, scopes: ['settings:read'] })
  const read = () =>
    app().http.inject({ url: '/api/admin/settings', headers: { authorization: `Bearer ${token}` } })
  expect((await read()).statusCode).toBe(200)
  const answer = await remove(client.id)
  expect(answer.statusCode).toBe(204)
  expect(answer.body).toBe('')
  expect((await read()).json().code).toBe('invalid_token')
  expect(await authenticateClient(services, client)).toBeUndefined()
  expect(await createClient(services, { id: client.id, name: 'Again', scopes: [] })).toMatchObject({
    code: 'conflict',
  })
})

test('403: without clients:write', async () => {
  const headers = await bearer(app(), ['clients:read'])
  const answer = await app().http.inject({ method: 'DELETE', url: '/api/admin/clients/x', headers })
  expect(answer.statusCode).toBe(403)
})

test('404: an unknown client, or one deleted before', async () => {
  expect((await remove('client-nobody')).statusCode).toBe(404)
})
