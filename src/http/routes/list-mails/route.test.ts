import { expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { postMail, sendMails } from '../../../mail/outbox.ts'
import { buildServer } from '../../server.ts'

const app = useApp()

const at = '2026-11-22T05:00:00.000Z'

const get = async (query: string, scope: 'settings:read' | 'orders:read' = 'settings:read') =>
  app().http.inject({
    method: 'GET',
    url: `/api/admin/mails${query}`,
    headers: await bearer(app(), [scope]),
  })

const post = (key: string, to: string) =>
  app().services.db.write((stores) =>
    postMail(stores, { key, to, subject: `About ${key}`, text: 'Hello.', html: '<p>Hello.</p>' }, at),
  )

test('200: newest first, to one address, page by page', async () => {
  for (const n of [1, 2, 3]) await post(`mail-${n}`, 'ada@example.com')
  await post('other', 'bob@example.com')
  await sendMails(app().services)

  const first = await get('?to=ada@example.com&limit=2')
  expect(first.statusCode).toBe(200)
  expect(first.json().items.map((mail: { key: string }) => mail.key)).toEqual(['mail-3', 'mail-2'])
  expect(first.json().items[0]).toMatchObject({ to: 'ada@example.com', subject: 'About mail-3', created: at })
  expect(first.json().items[0].sent).not.toBeNull()

  const more = encodeURIComponent(first.json().queryMore)
  const second = await get(`?to=ada@example.com&limit=2&queryMore=${more}`)
  expect(second.json().items.map((mail: { key: string }) => mail.key)).toEqual(['mail-1'])
  expect(second.json().queryMore).toBeNull()
})

test.each(['?limit=0', '?limit=101', '?from=ada', '?queryMore=made-up'])('400: %s', async (query) => {
  const answer = await get(query)
  expect(answer.statusCode).toBe(400)
  expect(answer.json().code).toBe('invalid_request')
})

test('401: without a token', async () => {
  expect((await app().http.inject({ method: 'GET', url: '/api/admin/mails' })).statusCode).toBe(401)
})

test('403: without the scope', async () => {
  expect((await get('', 'orders:read')).statusCode).toBe(403)
})

test('404: outside a sandbox mails cannot be read', async () => {
  const server = await buildServer(
    { ...app().services, sandbox: false },
    { checkAnswers: true, trustProxy: false, rateLimit: 'off' },
  )
  const headers = await bearer(app(), ['settings:read'])
  expect((await server.inject({ method: 'GET', url: '/api/admin/mails', headers })).statusCode).toBe(404)
  await server.close()
})
