import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'

const app = useApp()

test('200: the process is up', async () => {
  const answer = await app().http.inject('/health')
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({ status: 'up' })
})

test('405 names what the address takes', async () => {
  const answer = await app().http.inject({ method: 'DELETE', url: '/health' })
  expect(answer.statusCode).toBe(405)
  expect(answer.headers.allow).toBe('GET, HEAD')
  expect(answer.json().code).toBe('method_not_allowed')
})
