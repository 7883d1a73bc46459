import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'

const app = useApp()

test('200: public keys without their private part, before any token was made', async () => {
  const answer = await app().http.inject({ url: '/.well-known/jwks.json' })
  expect(answer.statusCode).toBe(200)
  expect(answer.headers['cache-control']).toBe('public, max-age=300')
  expect(answer.json().keys).toHaveLength(1)
  expect(Object.keys(answer.json().keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
})
