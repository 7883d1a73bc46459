import { beforeAll, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { publishSampleCatalog } from '../../../../test/support/catalog.ts'
import { giftShop } from '../../../../test/support/gifts.ts'
import { fromPage } from '../../../../test/support/links.ts'

const app = useApp()
let shop: Awaited<ReturnType<typeof giftShop>>
beforeAll(async () => {
  await publishSampleCatalog(app())
  shop = await giftShop(app())
})

async function gift(more: object = {}) {
  const bought = await shop.buy(more)
  const { id, related, data } = await shop.giftOf(bought.body.id)
  return {
    id,
    subscriptionId: related,
    code: data.code,
    link: data.claimLink,
    token: data.claimLink.split('/').at(-1),
  }
}

const exchange = (payload: object, headers: object = {}) =>
  app().http.inject({
    method: 'POST',
    url: '/api/gift/exchange',
    headers: { ...fromPage, ...headers },
    payload,
  })

const unknownCode = 'ZZZZZ-ZZZZZ-ZZZZZ-ZZZZ'

/** A code whose check character is right, and that is no gift's. */
const wrongCode = '00000000000000000000'

async function countRows() {
  const { rows } = await app().pool.query(
    `select (select count(*) from events)::int as events, (select sum(opens) from gift_codes)::int as opens`,
  )
  return rows[0]
}

test('200: the gift, and a cookie that claims it and nothing else', async () => {
  const { token, code, subscriptionId } = await gift({
    recipientDetails: { firstName: 'Rec', email: 'rec@example.com', giftMessage: 'Enjoy' },
  })
  const other = await gift()
  const answer = await exchange({ token })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({
    redeemCode: code,
    what: 'A year of Digital as a gift',
    length: '12 months',
    giver: 'Ada Byron',
    message: 'Enjoy',
    recipient: { firstName: 'Rec', email: 'rec@example.com' },
    allowedCountries: ['GB', 'IE'],
  })
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { checkoutId } = answer.json()
  const order = (body: object, url = '/api/order') =>
    app().http.inject({
      method: 'POST',
      url,
      headers: { ...fromPage, cookie },
      payload: { order_type: 'new', checkoutId, country: 'GB', ...body },
    })
  // Another gift's code, although it is good, is unknown here.
  expect((await order({ redeemCode: other.code })).json().code).toBe('gift_unknown')
  expect((await order({})).json().code, 'it buys nothing').toBe('basket_not_found')
  expect((await order({ redeemCode: code }, '/api/order/preview')).json()).toMatchObject({
    preview: { paidAmount: '0.00' },
  })
  const claims = await Promise.all([order({ redeemCode: code }), order({ redeemCode: code })])
  expect(claims.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  expect(new Set(claims.map((claim) => claim.json().id)).size, 'two tabs are shown one claim').toBe(1)
  expect(claims[0]?.json()).toMatchObject({ status: 'complete', subscriptions: [{ id: subscriptionId }] })
  expect((await shop.object('subscriptions', subscriptionId)).status).toBe('active')
  const receipt = await app().http.inject({
    url: `/api/checkout/order?checkoutId=${checkoutId}`,
    headers: { cookie },
  })
  expect(receipt.json()).toMatchObject({
    status: 'complete',
    email: 'rec@example.com',
    total: '0.00',
    gifts: [],
    subscriptions: [{ status: 'active' }],
  })
  expect((await exchange({ token })).json().code).toBe('gift_claimed')
})

test('200: a code does what the link does, however it is typed', async () => {
  const { code } = await gift()
  const answer = await exchange({ redeemCode: code.toLowerCase().replaceAll('-', ' ') })
  expect([answer.statusCode, answer.json().redeemCode]).toEqual([200, code])
})

test('400: what is no code is told before anything is looked up', async () => {
  for (const redeemCode of ['GIFT', unknownCode]) {
    const answer = await exchange({ redeemCode })
    expect([answer.statusCode, answer.json().errors[0].pointer]).toEqual([400, '/redeemCode'])
  }
})

test('403: another site cannot make a browser open a gift', async () => {
  const { token } = await gift()
  const answer = await exchange({ token }, { 'sec-fetch-site': 'cross-site' })
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'cross_site_request'])
})

test('404 and 410: unknown, and paid back', async () => {
  expect((await exchange({ token: 'x' })).json()).toMatchObject({ status: 404, code: 'gift_unknown' })
  const { token, code, subscriptionId } = await gift()
  await shop.refund(subscriptionId)
  expect((await exchange({ token })).json()).toMatchObject({ status: 410, code: 'gift_refunded' })
  expect((await exchange({ redeemCode: code })).json()).toMatchObject({ status: 410, code: 'gift_refunded' })
})

test('429: guessing ends soon, for the network address and for the code; good codes wait with it', async () => {
  const { code } = await gift()
  const answers = []
  for (let n = 0; n < 11; n += 1) answers.push(await exchange({ redeemCode: wrongCode }))
  expect(answers.slice(0, 10).map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(404))
  const last = answers.at(-1)
  expect(last?.json().code).toBe('too_many_attempts')
  expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
  expect((await exchange({ redeemCode: code })).statusCode).toBe(429)
  expect((await shop.claim(wrongCode)).body.code, 'the same code, tried by somebody else').toBe(
    'too_many_attempts',
  )
  expect((await shop.claim(code)).status, 'who did not guess is not held up').toBe(200)
  await app().pool.query(`update gift_attempts set window_ends_at = now() - interval '1 second'`)
  expect((await exchange({ redeemCode: wrongCode })).statusCode).toBe(404)
})

test('GET reads only: scanners may open claim pages', async () => {
  const { link, subscriptionId } = await gift()
  const before = await countRows()
  for (const method of ['GET', 'HEAD'] as const)
    for (const url of [link, '/gift', '/gift/unknown']) {
      const answer = await app().http.inject({ method, url })
      expect([url, answer.statusCode, answer.cookies]).toEqual([url, url === '/gift/unknown' ? 404 : 200, []])
    }
  const page = await app().http.inject({ url: link })
  expect(page.body).toContain('A year of Digital as a gift')
  expect(page.body, 'nothing personal before the exchange').not.toContain('Ada')
  expect(await countRows()).toEqual(before)
  await shop.refund(subscriptionId)
  expect((await app().http.inject({ url: link })).statusCode).toBe(410)
})
