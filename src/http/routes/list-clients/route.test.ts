import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/tokens.ts'
import { createClient } from '../../../access/clients.ts'

const app = useApp()
let headers: { authorization: string }

beforeAll(async () => {
  headers = await bearer(app(), ['clients:read'])
  for (let n = 1; n <= 4; n += 1)
    await createClient(app().services, { id: `client-${n}`, name: `Client ${n}`, scopes: ['orders:read'] })
})

const list = (query = '') => app().http.inject({ url: `/api/admin/clients${query}`, headers })

test('200: every client, newest first, without secrets', async () => {
  const answer = await list()
  expect(answer.statusCode).toBe(200)
  const { items, queryMore } = answer.json()
  expect(items).toHaveLength(5)
  expect(items[0]).toMatchObject({ id: 'client-4', name: 'Client 4' })
  expect(queryMore).toBeNull()
  expect(answer.body).not.toMatch(/secret_?hash|"secret"/i)
})

test('200: page by page each client comes once', async () => {
  const names: string[] = []
  let more = ''
  do {
    const answer = (await list(`?limit=2${more}`)).json()
    names.push(...answer.items.map((item: { name: string }) => item.name))
    more = answer.queryMore === null ? '' : `&queryMore=${encodeURIComponent(answer.queryMore)}`
  } while (more !== '')
  expect(names).toEqual(['Client 4', 'Client 3', 'Client 2', 'Client 1', 'A test'])
})

test.each(['?limit=0', '?limit=101', '?limit=x', '?queryMore=forged.cursor', '?page=2'])(
  '400: %s',
  async (query) => {
    expect((await list(query)).statusCode).toBe(400)
  },
)

test('401: no token', async () => {
  expect((await app().http.inject({ url: '/api/admin/clients' })).statusCode).toBe(401)
})
