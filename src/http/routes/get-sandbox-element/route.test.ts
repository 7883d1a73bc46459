import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { buildWeb } from '../../../../web/build.ts'
import { buildServer } from '../../server.ts'

const app = useApp()
beforeAll(buildWeb)

describe('200', () => {
  test('the card element may be framed by our own pages and by nobody else', async () => {
    const answer = await app().http.inject({ method: 'GET', url: '/elements/sandbox?locale=fr-FR' })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(answer.headers['content-security-policy']).not.toContain('unsafe-inline')
    expect(answer.body).toContain('Numéro de carte')
    expect(answer.body).toContain('autocomplete="cc-number"')
  })
})

describe('400', () => {
  test('a parameter it does not know', async () => {
    const answer = await app().http.inject({ method: 'GET', url: '/elements/sandbox?number=4242' })
    expect(answer.statusCode).toBe(400)
  })
})

describe('404', () => {
  test('there is no test card element outside a sandbox', async () => {
    const services = { ...app().services, sandbox: false }
    const http = await buildServer(services, { checkAnswers: true, trustProxy: false, rateLimit: 'off' })
    expect((await http.inject({ method: 'GET', url: '/elements/sandbox' })).statusCode).toBe(404)
    await http.close()
  })
})
