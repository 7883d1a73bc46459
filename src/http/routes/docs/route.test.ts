import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { openApiDocument } from '../../openapi.ts'
import { problemKinds } from '../../problems.ts'

const app = useApp()
const get = (url: string) => app().http.inject({ url })

test.each(Object.entries(problemKinds))('200: the code %s is explained', async (code, kind) => {
  const answer = await get(`/docs/errors/${code}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.body).toContain(code)
  expect(answer.body).toContain(String(kind.status))
})

test('200: every operation has a page with its address', async () => {
  for (const [path, methods] of Object.entries(openApiDocument(app().http).paths))
    for (const { operationId } of Object.values(methods)) {
      const answer = await get(`/docs/operations/${operationId}`)
      expect(answer.statusCode).toBe(200)
      expect(answer.body).toContain(path)
    }
})

test('200: no link of any page leads nowhere', async () => {
  const seen = new Set<string>()
  const todo = ['/docs']
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const answer = await get(at)
    expect([at, answer.statusCode]).toEqual([at, 200])
    todo.push(...[...answer.body.matchAll(/href="(\/[^"#]*)"/g)].map((match) => String(match[1])))
  }
  expect(seen.size).toBeGreaterThan(Object.keys(problemKinds).length)
})

test('200: pages run no script and load nothing from elsewhere', async () => {
  for (const url of ['/docs', '/docs/getting-started', '/docs/operations/listObjects', '/docs/errors']) {
    const answer = await get(url)
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    expect(answer.body).not.toMatch(/<script|style="|src="/)
  }
})

test('200: troubleshooting answers the four questions, and a sandbox says that it is one', async () => {
  const { body } = await get('/docs/troubleshooting')
  for (const words of ['30 days', 'accountId', 'orderItems', '/api/offers/v2', 'Sandbox'])
    expect(body).toContain(words)
})

test('404: another page', async () => {
  expect((await get('/docs/errors/no_such_code')).statusCode).toBe(404)
})
