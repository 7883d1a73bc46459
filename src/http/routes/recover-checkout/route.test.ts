import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { letDaysPass, linkMaker } from '../../../../test/support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const get = (url: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
  app().http.inject({ method, url, headers })

test('303: a recovery link leads back to the page of its checkout link', async () => {
  const link = await links.make()
  const answer = await get(link.recoveryLink)
  expect([answer.statusCode, answer.headers.location]).toEqual([303, link.assistedCheckoutLink])
  expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
})

test('303: also when the order is complete, so that its page can say so', async () => {
  const link = await links.make()
  await app().pool.query(`update links set state = 'completed' where id = $1`, [link.linkId])
  expect((await get(link.recoveryLink)).statusCode).toBe(303)
})

test('scanners and previews may open it as often as they like: nothing changes', async () => {
  const link = await links.make()
  const everything = async () =>
    (await app().pool.query('select to_jsonb(l) as l, (select count(*) from events) as e from links l')).rows
  const before = await everything()
  for (const agent of [
    'Mozilla/5.0 (SafeLinks)',
    'facebookexternalhit/1.1',
    'Slackbot-LinkExpanding 1.0',
    'curl/8',
  ]) {
    await get(link.recoveryLink, { 'user-agent': agent })
    await get(link.recoveryLink, { 'user-agent': agent }, 'HEAD')
  }
  expect(await everything()).toEqual(before)
})

describe('400, 403, 404 and 410', () => {
  test('both parts are needed, and nothing else', async () => {
    const link = await links.make()
    expect((await get('/api/checkout/recover')).statusCode).toBe(400)
    expect((await get(`/api/checkout/recover?basket=${link.id}`)).statusCode).toBe(400)
    expect((await get(`${link.recoveryLink}&colour=green`)).statusCode).toBe(400)
  })

  test("a secret that is not this basket's leads nowhere", async () => {
    const [link, other] = [await links.make(), await links.make()]
    const foreign = other.recoveryLink.replace(other.id, link.id)
    const page = `/api/checkout/recover?basket=${link.id}&recover=${link.assistedCheckoutLink.split('/').at(-1)}`
    for (const url of [foreign, page]) {
      const answer = await get(url)
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'link_unknown'])
    }
  })

  test.each([
    ['revoked', 410, 'link_revoked'],
    ['superseded', 410, 'link_superseded'],
    ['scheduled', 403, 'link_not_open'],
  ] as const)('a link that is %s answers %i', async (state, status, code) => {
    const link = await links.make()
    await app().pool.query('update links set state = $2 where id = $1', [link.linkId, state])
    const answer = await get(link.recoveryLink)
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })

  test('a link whose days are over answers 410', async () => {
    const link = await links.make()
    await letDaysPass(app(), 30)
    const answer = await get(link.recoveryLink)
    expect([answer.statusCode, answer.json().code]).toEqual([410, 'link_expired'])
  })

  test('a person is told in a page, in the words of the page behind the link', async () => {
    const link = await links.make({ beside: { expiresInDays: 1 } })
    const foreign = link.recoveryLink.replace(/recover=.*/, 'recover=abc')
    const accept = 'text/html,application/xhtml+xml'
    const unknown = await get(foreign, { accept })
    expect([unknown.statusCode, unknown.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(unknown.body).toContain('We do not know this link')
    await letDaysPass(app(), 2)
    const expired = await get(link.recoveryLink, { accept })
    expect(expired.statusCode).toBe(410)
    expect(expired.body).toContain('This offer has expired')
    expect(expired.headers['content-security-policy']).toContain("script-src 'self'")
  })
})
