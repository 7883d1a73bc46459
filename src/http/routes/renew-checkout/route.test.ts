import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { exchange, fromPage, linkMaker } from '../../../../test/support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const renew = (checkoutId: string, headers = {}) =>
  app().http.inject({ method: 'POST', url: '/api/checkout/renew', headers, payload: { checkoutId } })

test('200: an open page gets a new cookie for its basket, and that is no new opening', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  const answer = await renew(link.id, { ...fromPage, cookie })
  expect([answer.statusCode, answer.json().checkoutId]).toEqual([200, link.id])
  expect(answer.cookies).toMatchObject([{ name: cookie.split('=')[0], httpOnly: true }])
  const { rows } = await app().pool.query('select opens from links where id = $1', [link.linkId])
  expect(rows).toEqual([{ opens: 1 }])
})

test.each([
  ['completed', 409, 'link_completed'],
  ['revoked', 410, 'link_revoked'],
  ['expired', 410, 'link_expired'],
] as const)('a page does not outlive its link: %s answers %i', async (state, status, code) => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  await app().pool.query('update links set state = $2 where id = $1', [link.linkId, state])
  const answer = await renew(link.id, { ...fromPage, cookie })
  expect([answer.statusCode, answer.json().code, answer.cookies]).toEqual([status, code, []])
})

test('400: a field that nobody knows', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  const answer = await app().http.inject({
    method: 'POST',
    url: '/api/checkout/renew',
    headers: { ...fromPage, cookie },
    payload: { checkoutId: link.id, colour: 'green' },
  })
  expect(answer.statusCode).toBe(400)
})

test.each([{}, { checkoutId: 7 }])('400: %j does not say which basket', async (payload) => {
  const { cookie } = await exchange(app(), await links.make())
  const answer = await app().http.inject({
    method: 'POST',
    url: '/api/checkout/renew',
    headers: { ...fromPage, cookie },
    payload,
  })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'invalid_request', errors: [{ pointer: '/checkoutId' }] })
})

test('401: without the cookie nothing is renewed', async () => {
  const link = await links.make()
  expect((await renew(link.id, fromPage)).statusCode).toBe(401)
})

test('403: another site cannot renew', async () => {
  const link = await links.make()
  const { cookie } = await exchange(app(), link)
  const answer = await renew(link.id, { ...fromPage, 'sec-fetch-site': 'cross-site', cookie })
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_site_request'])
})
