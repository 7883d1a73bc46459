import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'

const app = useApp()

test('200: where tokens and keys are', async () => {
  const answer = await app().http.inject({ url: '/.well-known/oauth-authorization-server' })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    issuer: 'http://127.0.0.1:3000',
    token_endpoint: 'http://127.0.0.1:3000/oauth2/token',
    jwks_uri: 'http://127.0.0.1:3000/.well-known/jwks.json',
    grant_types_supported: ['client_credentials'],
  })
  expect(answer.json().scopes_supported).toContain('orders:write')
})
