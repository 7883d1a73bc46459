import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { authenticateClient, createClient } from '../../../access/clients.ts'
import type { Scope } from '../../../domain/caller.ts'
import { isRefused } from '../../../domain/refusal.ts'

const app = useApp()

async function made() {
  const client = await createClient(app().services, { name: 'A test', scopes: ['orders:read'] })
  if (isRefused(client)) throw new Error(client.detail)
  return client
}

async function rotate(id: string, scopes: readonly Scope[] = ['clients:write', 'orders:read']) {
  const headers = await bearer(app(), scopes)
  return app().http.inject({ method: 'POST', url: `/api/admin/clients/${id}/rotate`, headers })
}

test('200: a new secret, and until when the old one works', async () => {
  const { id, secret } = await made()
  const answer = await rotate(id)
  expect(answer.statusCode).toBe(200)
  expect(answer.json().secret).not.toBe(secret)
  expect(Date.parse(answer.json().previousSecretUntil) - Date.parse(answer.json().rotated)).toBeCloseTo(
    24 * 60 * 60 * 1000,
    -2,
  )
  for (const works of [secret, answer.json().secret])
    expect(await authenticateClient(app().services, { id, secret: works })).toMatchObject({ id })
})

test('after a second rotation the first secret is gone', async () => {
  const { id, secret } = await made()
  await rotate(id)
  await rotate(id)
  expect(await authenticateClient(app().services, { id, secret })).toBeUndefined()
})

test('403: who lacks a scope of the client does not get its secret', async () => {
  const { id, secret } = await made()
  const answer = await rotate(id, ['clients:write'])
  expect(answer.statusCode).toBe(403)
  expect(answer.json()).toMatchObject({ code: 'insufficient_scope', scope: 'orders:read' })
  expect(answer.headers['www-authenticate']).toContain('scope="orders:read"')
  expect(await authenticateClient(app().services, { id, secret })).toMatchObject({ id, rotatedAt: undefined })
})

test('404: an unknown client', async () => {
  expect((await rotate('client-nobody')).statusCode).toBe(404)
})
