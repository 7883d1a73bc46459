import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { exchange, fromPage, letDaysPass, linkMaker, tokenOf } from '../../../../test/support/links.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const people = {
  customerDetails: { firstName: 'Ada', email: 'ada@example.com', companyName: 'Engine Ltd' },
  billingDetails: { address1: "12 St James's Sq" },
  customFields: { size: '51-200' },
}

async function linkRow(id: string) {
  const { rows } = await app().pool.query('select state, opens, opened_at from links where id = $1', [id])
  return rows[0]
}

async function openedEvents(linkId: string): Promise<number> {
  const { rowCount } = await app().pool.query(
    `select from events where subject_id = $1 and type = 'checkout_link.opened'`,
    [linkId],
  )
  return rowCount ?? 0
}

describe('200', () => {
  test('the page gets the basket, whom it is for, and a cookie that no script can read', async () => {
    const link = await links.make({ order: people, beside: { locale: 'en-GB' } })
    const { answer } = await exchange(app(), link)
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({
      checkoutId: link.id,
      linkId: link.linkId,
      state: 'opened',
      lock: 'soft',
      locale: 'en-GB',
      sandbox: true,
      country: 'GB',
      allowedCountries: ['GB'],
      paymentTypes: ['card', 'invoice'],
      order: null,
      warnings: [],
      orderItems: [{ quantity: 1, quantityOptions: { minimum: 1, maximum: 100, increment: 1 } }],
      ...people,
    })
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    expect(answer.cookies).toMatchObject([
      { name: expect.stringMatching(/^co-[0-9a-f]{12}$/), httpOnly: true, sameSite: 'Lax', path: '/' },
    ])
  })

  test('a link can be opened by many and again; only the first time is an event', async () => {
    const link = await links.make()
    for (const _ of [1, 2, 3]) expect((await exchange(app(), link)).answer.statusCode).toBe(200)
    expect(await linkRow(link.linkId)).toMatchObject({ state: 'opened', opens: 3 })
    expect(await openedEvents(link.linkId)).toBe(1)
  })

  test('twenty openings at once are counted, and told once', async () => {
    const link = await links.make()
    await Promise.all(Array.from({ length: 20 }, () => exchange(app(), link)))
    expect(await linkRow(link.linkId)).toMatchObject({ state: 'opened', opens: 20 })
    expect(await openedEvents(link.linkId)).toBe(1)
  })

  test('a link that is paying stays so', async () => {
    const link = await links.make()
    const { checkout } = app().services.db.read
    const at = app().services.clock.now()
    expect(await checkout.moveLink({ basketId: link.id, from: ['active', 'opened'], to: 'paying', at })).toBe(
      true,
    )
    expect((await exchange(app(), link)).answer.json()).toMatchObject({ state: 'paying' })
    expect(await checkout.moveLink({ basketId: link.id, from: ['active'], to: 'completed', at })).toBe(false)
  })
})

describe('a link that is over', () => {
  test.each([
    ['completed', 409, 'link_completed'],
    ['expired', 410, 'link_expired'],
    ['revoked', 410, 'link_revoked'],
    ['superseded', 410, 'link_superseded'],
  ] as const)('%s answers %i', async (state, status, code) => {
    const link = await links.make()
    await app().pool.query('update links set state = $2 where id = $1', [link.linkId, state])
    const { answer } = await exchange(app(), link)
    expect([answer.statusCode, answer.json().code, answer.cookies]).toEqual([status, code, []])
    expect(await linkRow(link.linkId)).toMatchObject({ state, opens: 0 })
  })
})

test('a link that has not begun answers 403, and opens when its day comes', async () => {
  const link = await links.make()
  const startsAt = (days: number) => new Date(Date.parse(app().services.clock.now()) + days * 86_400_000)
  const schedule = (days: number) =>
    app().pool.query(`update links set state = 'scheduled', starts_at = $2 where id = $1`, [
      link.linkId,
      startsAt(days),
    ])
  await schedule(1)
  const { answer } = await exchange(app(), link)
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'link_not_open'])
  await schedule(-1)
  expect((await exchange(app(), link)).answer.json()).toMatchObject({ state: 'opened' })
})

describe('403', () => {
  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling of ours', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['nobody knows where', {}],
  ])('a call from %s opens nothing', async (_, headers) => {
    const link = await links.make()
    const answer = await app().http.inject({
      method: 'POST',
      url: '/api/checkout/exchange',
      headers: { 'content-type': 'application/json', ...headers },
      payload: { token: tokenOf(link) },
    })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_site_request'])
    expect(await linkRow(link.linkId)).toMatchObject({ state: 'active', opens: 0 })
  })
})

describe('400 and 404', () => {
  const post = (payload: object) =>
    app().http.inject({ method: 'POST', url: '/api/checkout/exchange', headers: fromPage, payload })

  test.each(['', 'x'.repeat(201), 17, null])('the token %j is malformed', async (token) => {
    expect((await post({ token })).statusCode).toBe(400)
  })

  test('a token that nobody made leads nowhere, and neither does a recovery secret', async () => {
    const link = await links.make()
    for (const token of ['x'.repeat(43), link.recoveryLink.split('recover=')[1], link.id]) {
      const answer = await post({ token })
      expect([answer.statusCode, answer.json().code]).toEqual([404, 'link_unknown'])
    }
  })
})

test('a link ends with its day on the business clock, although nobody told its row', async () => {
  const link = await links.make({ beside: { expiresInDays: 2 } })
  await letDaysPass(app(), 1)
  expect((await exchange(app(), link)).answer.statusCode).toBe(200)
  await letDaysPass(app(), 1)
  const { answer } = await exchange(app(), link)
  expect([answer.statusCode, answer.json().code]).toEqual([410, 'link_expired'])
  expect(await linkRow(link.linkId)).toMatchObject({ state: 'opened', opens: 1 })
})
