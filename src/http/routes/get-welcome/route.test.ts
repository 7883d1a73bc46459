import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { buildWeb } from '../../../../web/build.ts'

const app = useApp()
beforeAll(buildWeb)

test('200: the first page says what runs here and leads to the documentation', async () => {
  const answer = await app().http.inject({ method: 'GET', url: '/' })
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain('href="/docs"')
  expect(answer.body).toContain('Sandbox')
})
