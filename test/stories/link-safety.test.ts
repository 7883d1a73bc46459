import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../support/app.ts'
import { exchange, linkMaker } from '../support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const visitors = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) SafeLinks',
  'facebookexternalhit/1.1',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'TelegramBot (like TwitterBot)',
  'GoogleImageProxy',
]

const secrets = { firstName: 'Augusta', email: 'augusta@engine.example', companyName: 'Engine Ltd' }

test('scanners and message previews may open a link: nothing is written, no cookie is given, the buyer still gets in', async () => {
  const link = await links.make({ order: { customerDetails: secrets } })
  const everything = async () =>
    (
      await app().pool.query(
        `select (select jsonb_agg(l) from links l) as links, (select jsonb_agg(b) from baskets b) as baskets,
           (select count(*) from events) as events, (select count(*) from owners) as owners`,
      )
    ).rows
  const before = await everything()
  for (const url of [link.assistedCheckoutLink, link.recoveryLink])
    for (const agent of visitors)
      for (const method of ['HEAD', 'GET'] as const) {
        const answer = await app().http.inject({ method, url, headers: { 'user-agent': agent } })
        expect([method, url, answer.statusCode < 400, answer.cookies]).toEqual([method, url, true, []])
      }
  expect(await everything()).toEqual(before)
  expect((await exchange(app(), link)).answer.statusCode).toBe(200)
})

test('for whom the link is shows only after the exchange', async () => {
  const order = { customerDetails: secrets, customFields: { note: 'between us' } }
  const link = await links.make({ order })
  const page = await app().http.inject({ method: 'GET', url: link.assistedCheckoutLink })
  for (const text of [...Object.values(secrets), 'between us']) expect(page.body).not.toContain(text)
  expect(page.headers['referrer-policy']).toBe('no-referrer')
  expect((await exchange(app(), link)).answer.json()).toMatchObject(order)
})
