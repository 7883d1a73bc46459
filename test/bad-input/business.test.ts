import { beforeAll, expect, test } from 'vitest'
import { offerNamed, type PublishedOffer } from '../support/catalog.ts'
import { plainOffer } from '../support/catalog-api.ts'
import { flawOf, pointsAt } from './support/problem.ts'
import { newOrder, operationNamed, useStage } from './support/stage.ts'

const stage = useStage()

const offers = new Map<string, PublishedOffer>()
beforeAll(async () => {
  const { app } = stage()
  for (const name of ['Digital Monthly', 'Digital Europe', 'Business', 'Digital Trial'])
    offers.set(name, await offerNamed(app, `/offers2/${name}`))
  const put = operationNamed(stage(), 'putCatalogItem')
  const put2 = await stage().call(put, { body: plainOffer(), params: { path: 'offers2/Never%20Sold' } })
  const { id, version } = put2.json()
  offers.set('Never Sold', { id, version, path: '/offers2/Never Sold' })
})

const offer = (name: string) => {
  const { id = '', version = '' } = offers.get(name) ?? {}
  return { id, version }
}
const items = (...names: string[]) => names.map((name) => ({ offer: offer(name) }))
const monthly = () => offer('Digital Monthly')
const digits = 'f'.repeat(40)

interface Case {
  readonly what: string
  /** Goes into the order. */
  readonly order: () => object
  readonly status: number
  readonly code: string
  readonly pointer?: string
}

/** What makes no order, whoever asks: link, preview and submit say the same. */
const everywhere: readonly Case[] = [
  {
    what: 'an offer that nobody knows',
    order: () => ({ orderItems: [{ offer: { id: digits, version: digits } }] }),
    status: 404,
    code: 'offer_not_found',
    pointer: '/orderItems/0/offer',
  },
  {
    what: 'a version that nobody knows',
    order: () => ({ orderItems: [{ offer: { ...monthly(), version: digits } }] }),
    status: 404,
    code: 'offer_not_published',
    pointer: '/orderItems/0/offer',
  },
  {
    what: 'a version that was never published',
    order: () => ({ orderItems: items('Never Sold') }),
    status: 404,
    code: 'offer_not_published',
    pointer: '/orderItems/0/offer',
  },
  {
    what: 'two currencies',
    order: () => ({ orderItems: items('Digital Monthly', 'Digital Europe') }),
    status: 400,
    code: 'mixed_currencies',
    pointer: '/orderItems/1/offer',
  },
  {
    what: 'more than the offer allows',
    order: () => ({ orderItems: [{ offer: offer('Business'), quantity: 99_999 }] }),
    status: 400,
    code: 'quantity_not_allowed',
    pointer: '/orderItems/0/quantity',
  },
  {
    what: 'a country that the offer is not sold in',
    order: () => ({ orderItems: [{ offer: monthly() }], country: 'AQ' }),
    status: 400,
    code: 'country_not_allowed',
    pointer: '/country',
  },
  {
    what: 'an add-on that rides on nothing',
    order: () => ({ orderItems: [{ offer: monthly(), type: 'add_on', parentId: 'nothing' }] }),
    status: 400,
    code: 'invalid_request',
  },
  {
    what: 'a hundred and one items',
    order: () => ({ orderItems: Array.from({ length: 101 }, () => ({ offer: monthly() })) }),
    status: 400,
    code: 'invalid_request',
    pointer: '/orderItems',
  },
  ...['0017x00000Q9O9qAAG', '0037x00000Q9O9qAAF', '0017x00000Q9O9', 17, '', { id: 'x' }].map(
    (accountId): Case => ({
      what: `the account ${JSON.stringify(accountId)}`,
      order: () => ({ tracking: { accountId } }),
      status: 400,
      code: 'invalid_salesforce_id',
      pointer: '/tracking/accountId',
    }),
  ),
]

const ways = ['initiateCheckout', 'submitOrder'] as const
for (const { what, order, status, code, pointer } of everywhere)
  for (const way of ways)
    test(`${way} refuses ${what} and leaves no trace`, async () => {
      const before = await stage().countRows()
      const asked = { ...newOrder(monthly()), ...order() }
      const link = {
        order_type: 'new',
        source: 'shop',
        tracking: {},
        orderItems: asked.orderItems,
        ...order(),
      }
      const answer = await stage().call(operationNamed(stage(), way), {
        body: way === 'submitOrder' ? asked : { order: link },
      })
      expect([answer.statusCode, answer.json().code, flawOf(answer)]).toEqual([status, code, undefined])
      const place = way === 'submitOrder' ? '' : '/order'
      if (pointer !== undefined && !pointsAt(answer, place + pointer))
        expect(answer.json().errors).toBe(place + pointer)
      expect(await stage().countRows()).toEqual(before)
    })

/** What stands beside the order of a link. */
const beside: readonly (readonly [string, object, string, string])[] = [
  ['no day of life', { expiresInDays: 0 }, 'invalid_expiry', '/expiresInDays'],
  ['a life of 366 days', { expiresInDays: 366 }, 'invalid_expiry', '/expiresInDays'],
  ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 'invalid_expiry', '/expiresAt'],
  ['an end in a hundred years', { expiresAt: '2126-01-01T00:00:00Z' }, 'invalid_expiry', '/expiresAt'],
  ['two ends', { expiresAt: '2026-12-24T00:00:00Z', expiresInDays: 3 }, 'invalid_expiry', '/expiresInDays'],
  ['a later start', { startsAt: '2026-12-24T00:00:00Z' }, 'not_supported', '/startsAt'],
  ['an empty promo code', { promoCodes: [' '] }, 'invalid_request', '/promoCodes/0'],
  ['another page', { page: 'gift' }, 'not_supported', '/page'],
  ['a locale that is none', { locale: 'en_GB!' }, 'invalid_request', '/locale'],
  ...[
    'https://evil.example/',
    'http://shop.example.com/',
    'javascript:alert(1)//shop.example.com',
    '//shop.example.com/',
    'https://shop.example.com@evil.example/',
    'https://evil.example#@shop.example.com',
    'https://shop.example.com\\@evil.example/',
    'https://shop.example.com/\r\nSet-Cookie: a=b',
    'https://shop\t.example.com/',
    ' https://shop.example.com/',
    'https://shop.example.com:8443/',
    'https://shop.example.com./',
  ].map((returnUrl): readonly [string, object, string, string] => [
    `the return address ${JSON.stringify(returnUrl)}`,
    { returnUrl },
    'return_url_not_allowed',
    '/returnUrl',
  ]),
]

test('the return address that is allowed is taken', async () => {
  await stage().call(operationNamed(stage(), 'putSettings'), { body: { returnHosts: ['shop.example.com'] } })
  const body = { ...stage().bodies.initiateCheckout, returnUrl: 'https://shop.example.com/thanks?a=b' }
  expect((await stage().call(operationNamed(stage(), 'initiateCheckout'), { body })).statusCode).toBe(200)
})

for (const [what, more, code, pointer] of beside)
  test(`a link with ${what} is refused and leaves no trace`, async () => {
    const before = await stage().countRows()
    const body = { ...stage().bodies.initiateCheckout, ...more }
    const answer = await stage().call(operationNamed(stage(), 'initiateCheckout'), { body })
    expect([answer.statusCode, answer.json().code, flawOf(answer)]).toEqual([400, code, undefined])
    expect(answer.json().errors).toMatchObject([{ pointer }])
    expect(await stage().countRows()).toEqual(before)
  })

const ofOrders: readonly (readonly [string, () => object, number, string])[] = [
  [
    'a means of payment that the offer does not take',
    () => ({ orderItems: items('Digital Trial') }),
    400,
    'payment_type_not_allowed',
  ],
  ['a day before the allowed ones', () => ({ orderDate: '2020-01-01' }), 400, 'order_date_out_of_range'],
  ['no e-mail address', () => ({ customerDetails: { firstName: 'Ada' } }), 400, 'email_required'],
  ['fields of another type', () => ({ order_type: 'renew' }), 400, 'invalid_request'],
  [
    'a basket that nobody knows',
    () => ({ checkoutId: `basket-${crypto.randomUUID()}`, orderItems: undefined }),
    404,
    'basket_not_found',
  ],
  ['a preview that nobody made', () => ({ preview_id: 'a.b' }), 400, 'invalid_request'],
  ['figures that nobody saw', () => ({ expected_fingerprint: 'f'.repeat(64) }), 409, 'changes_differ'],
]

for (const [what, more, status, code] of ofOrders)
  test(`an order with ${what} is refused and leaves no trace`, async () => {
    const before = await stage().countRows()
    const answer = await stage().call(operationNamed(stage(), 'submitOrder'), {
      body: { ...newOrder(monthly()), ...more() },
    })
    expect([answer.statusCode, answer.json().code, flawOf(answer)]).toEqual([status, code, undefined])
    expect(await stage().countRows()).toEqual(before)
  })
