import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { offerNamed } from '../../../../test/support/catalog.ts'
import { type LinkRequest, linkMaker, tokenOf } from '../../../../test/support/links.ts'
import { bearer } from '../../../../test/support/tokens.ts'

const app = useApp()
let links: Awaited<ReturnType<typeof linkMaker>>
beforeAll(async () => {
  links = await linkMaker(app())
})

const tables = ['owners', 'baskets', 'links', 'events'] as const

/** How many rows there are of everything that a link writes. */
async function counts(): Promise<Record<string, number>> {
  const rows = await Promise.all(
    tables.map((table) => app().pool.query(`select count(*)::int as n from ${table}`)),
  )
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]?.rows[0].n]))
}

async function itemOf(path: string, more: object = {}) {
  const { id, version } = await offerNamed(app(), path)
  return { offer: { id, version }, ...more }
}

describe('200', () => {
  test('a link answers everything its maker needs, and nothing else is needed to make it', async () => {
    const answer = await links.make({
      order: { orderItems: [await itemOf('/offers2/Business', { quantity: 25 })] },
    })
    expect(answer).toMatchObject({
      id: expect.stringMatching(/^basket-[0-9a-f-]{36}$/),
      linkId: expect.stringMatching(/^link-[0-9a-f]{32}$/),
      assistedCheckoutLink: expect.stringMatching(/^\/checkout\/link\/[\w-]{43}$/),
      owner: expect.stringMatching(/^id-[0-9a-f]{32}$/),
      completed: false,
      warnings: [],
      order: {
        checkoutId: answer.id,
        order_type: 'new',
        source: 'shop',
        tracking: {},
        orderItems: [
          {
            type: 'offer',
            quantity: 25,
            offer: { path: '/offers2/Business' },
            price: {
              amount: '12.00',
              currency: 'GBP',
              summary: { headline: '£12.00', subline: 'per month' },
            },
          },
        ],
        total: { amount: '300.00', currency: 'GBP' },
      },
    })
    expect(answer.recoveryLink).toMatch(
      new RegExp(`^/api/checkout/recover\\?basket=${answer.id}&recover=[\\w-]{43}$`),
    )
  })

  test('what is sent comes out again as it went in', async () => {
    const order = {
      external_id: 'Q-1001',
      initiated_source: 'salesforce',
      tracking: {
        accountId: '0017x00000Q9O9q',
        offers: ['/a'],
        quote: { n: 1, deep: [null, 'ü'] },
        constructor: { prototype: 1 },
      },
      customFields: { companySize: '51-200' },
      customerDetails: { firstName: 'Ada', email: 'ada@example.com', favouriteColour: 'green' },
      billingDetails: { address1: "12 St James's Sq", country: 'GB' },
    }
    expect((await links.make({ order })).order).toMatchObject(order)
  })

  test('no token and no recovery secret stands in the database', async () => {
    const link = await links.make()
    const rows = await app().pool.query(
      'select to_jsonb(l)::text || to_jsonb(b)::text as all from links l join baskets b on b.id = l.basket_id',
    )
    const stored = rows.rows.map((row) => row.all).join()
    expect(stored).toContain(link.id)
    expect(stored).not.toContain(tokenOf(link))
    expect(stored).not.toContain(link.recoveryLink.split('recover=')[1])
  })

  test('a link lives 30 days unless its maker says otherwise', async () => {
    const now = Date.parse(app().services.clock.now())
    const days = (instant: string) => Math.round((Date.parse(instant) - now) / 86_400_000)
    expect(days((await links.make()).expiresAt)).toBe(30)
    expect(days((await links.make({ beside: { expiresInDays: 365 } })).expiresAt)).toBe(365)
    const expiresAt = new Date(now + 3_600_000).toISOString()
    expect((await links.make({ beside: { expiresAt } })).expiresAt).toBe(expiresAt)
  })

  test('the making of a link is an event that names nobody', async () => {
    const link = await links.make({
      order: { customerDetails: { email: 'ada@example.com' }, tracking: { campaign: 'x' } },
    })
    const { rows } = await app().pool.query('select type, owner_id, data from events where subject_id = $1', [
      link.linkId,
    ])
    expect(rows).toMatchObject([
      {
        type: 'checkout_link.created',
        owner_id: link.owner,
        data: { checkoutId: link.id, tracking: { campaign: 'x' } },
      },
    ])
    expect(JSON.stringify(rows)).not.toContain('ada@example.com')
  })

  test('an add-on rides on its offer', async () => {
    const orderItems = [
      await itemOf('/offers2/Digital Monthly', { id: 'digital' }),
      await itemOf('/add_ons/Puzzles', { parentId: 'digital' }),
    ]
    const { order } = await links.make({ order: { orderItems } })
    expect(order.orderItems.map(({ type, parentId }) => [type, parentId])).toEqual([
      ['offer', null],
      ['add_on', 'digital'],
    ])
  })

  test('a return address at an allowed host is kept', async () => {
    await app().services.changeSettings({ returnHosts: ['shop.example.com'] })
    expect(
      (await links.ask({ beside: { returnUrl: 'https://shop.example.com/thanks?a=b' } })).statusCode,
    ).toBe(200)
  })
})

describe('400', () => {
  const cases: [string, () => Promise<LinkRequest>, string, string][] = [
    [
      'an account id that is none',
      async () => ({ order: { tracking: { accountId: '0017x00000Q9O9qAAE' } } }),
      'invalid_salesforce_id',
      '/order/tracking/accountId',
    ],
    [
      'a contact for an account',
      async () => ({ order: { tracking: { accountId: '0037x00000F58M9AAJ' } } }),
      'invalid_salesforce_id',
      '/order/tracking/accountId',
    ],
    [
      'a contact id that is none',
      async () => ({ order: { tracking: { contactId: 42 } } }),
      'invalid_salesforce_id',
      '/order/tracking/contactId',
    ],
    ['no tracking', async () => ({ order: { tracking: undefined } }), 'invalid_request', '/order/tracking'],
    [
      'an empty key in tracking',
      async () => ({ order: { tracking: { a: { '': 1 } } } }),
      'invalid_request',
      '/order/tracking',
    ],
    [
      'tracking of 17 kB',
      async () => ({ order: { tracking: { a: 'x'.repeat(17_000) } } }),
      'invalid_request',
      '/order/tracking',
    ],
    [
      'tracking with a field named __proto__',
      async () => ({ order: { tracking: JSON.parse('{"deep":{"__proto__":{"a":1}}}') } }),
      'invalid_request',
      '/order/tracking/deep/__proto__',
    ],
    ['no items', async () => ({ order: { orderItems: [] } }), 'invalid_request', '/order/orderItems'],
    [
      'a field nobody knows',
      async () => ({ order: { colour: 'green' } }),
      'invalid_request',
      '/order/colour',
    ],
    [
      'an external id of 129 characters',
      async () => ({ order: { external_id: 'x'.repeat(129) } }),
      'invalid_request',
      '/order/external_id',
    ],
    [
      'another order type',
      async () => ({ order: { order_type: 'change_offer' } }),
      'not_supported',
      '/order/order_type',
    ],
    [
      'a start date',
      async () => ({ beside: { startsAt: '2027-01-01T00:00:00Z' } }),
      'not_supported',
      '/startsAt',
    ],
    ['a link to replace', async () => ({ beside: { replaces: 'link-1' } }), 'not_supported', '/replaces'],
    ['another page', async () => ({ beside: { page: 'members' } }), 'not_supported', '/page'],
    [
      'an expiry beyond 365 days',
      async () => ({ beside: { expiresInDays: 366 } }),
      'invalid_expiry',
      '/expiresInDays',
    ],
    [
      'an expiry of no days',
      async () => ({ beside: { expiresInDays: 0 } }),
      'invalid_expiry',
      '/expiresInDays',
    ],
    [
      'an expiry in the past',
      async () => ({ beside: { expiresAt: '2020-01-01T00:00:00Z' } }),
      'invalid_expiry',
      '/expiresAt',
    ],
    [
      'two expiries',
      async () => ({ beside: { expiresInDays: 3, expiresAt: '2027-01-01T00:00:00Z' } }),
      'invalid_expiry',
      '/expiresInDays',
    ],
    [
      'a language that is none',
      async () => ({ beside: { locale: 'not a tag' } }),
      'invalid_request',
      '/locale',
    ],
    [
      'a return address elsewhere',
      async () => ({ beside: { returnUrl: 'https://evil.example/' } }),
      'return_url_not_allowed',
      '/returnUrl',
    ],
    [
      'a return address without https',
      async () => ({ beside: { returnUrl: 'http://shop.example.com/' } }),
      'return_url_not_allowed',
      '/returnUrl',
    ],
    [
      'a return address that runs code',
      async () => ({ beside: { returnUrl: 'javascript:alert(1)' } }),
      'return_url_not_allowed',
      '/returnUrl',
    ],
    [
      'a quantity beyond the limits',
      async () => ({ order: { orderItems: [await itemOf('/offers2/Digital Monthly', { quantity: 101 })] } }),
      'quantity_not_allowed',
      '/order/orderItems/0/quantity',
    ],
    [
      'a country that is not allowed',
      async () => ({ order: { country: 'FR' } }),
      'country_not_allowed',
      '/order/country',
    ],
    [
      'two currencies',
      async () => ({
        order: { orderItems: [await itemOf('/offers2/Business'), await itemOf('/offers2/Digital Japan')] },
      }),
      'mixed_currencies',
      '/order/orderItems/1/offer',
    ],
    [
      'an add-on without its offer',
      async () => ({
        order: { orderItems: [await itemOf('/offers2/Business'), await itemOf('/add_ons/Puzzles')] },
      }),
      'add_on_not_allowed',
      '/order/orderItems/1/parentId',
    ],
    [
      'a time zone that is none',
      async () => ({ order: { customerDetails: { timeZone: 'Mars/Base' } } }),
      'invalid_request',
      '/order/customerDetails/timeZone',
    ],
    [
      'a postcode of another country',
      async () => ({ order: { billingDetails: { country: 'US', postalCode: 'SW1Y 4JH' } } }),
      'invalid_request',
      '/order/billingDetails/postalCode',
    ],
    [
      'a VAT number of no form',
      async () => ({ order: { country: 'DE', customerDetails: { vatNumber: 'DE12' } } }),
      'invalid_request',
      '/order/customerDetails/vatNumber',
    ],
    [
      'text that cannot be stored',
      async () => ({ order: { tracking: { a: 'x\u0000y' } } }),
      'invalid_request',
      '/order/tracking/a',
    ],
    [
      'half a surrogate pair',
      async () => ({ order: { customerDetails: { firstName: 'x\ud800' } } }),
      'invalid_request',
      '/order/customerDetails/firstName',
    ],
  ]

  test.each(cases)('%s is refused and leaves nothing behind', async (_, request, code, pointer) => {
    const before = await counts()
    const answer = await links.ask(await request())
    const problem = answer.json()
    expect([answer.statusCode, problem.code, problem.errors[0]?.pointer]).toEqual([400, code, pointer])
    expect(await counts()).toEqual(before)
  })

  test('a body nested without end is refused, not a fault', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
    const answer = await app().http.inject({
      method: 'POST',
      url: '/api/admin/checkout/initiate',
      headers: { ...links.authorization, 'content-type': 'application/json' },
      payload: `{"order":{"tracking":${deep}}}`,
    })
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid_request'])
  })
})

describe('401 and 403', () => {
  const url = '/api/admin/checkout/initiate'

  test('nobody makes a link without a token', async () => {
    const answer = await app().http.inject({ method: 'POST', url, payload: {} })
    expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([
      401,
      expect.stringContaining('Bearer'),
    ])
  })

  test('the scope checkout:write is needed', async () => {
    const headers = await bearer(app(), ['checkout:read'])
    const answer = await app().http.inject({ method: 'POST', url, headers, payload: {} })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'insufficient_scope'])
  })
})

describe('404', () => {
  test('an offer nobody knows', async () => {
    const orderItems = [{ offer: { id: 'a'.repeat(40), version: 'b'.repeat(40) } }]
    const answer = await links.ask({ order: { orderItems } })
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'offer_not_found'])
    expect(answer.json().errors[0].pointer).toBe('/order/orderItems/0/offer')
  })

  test('an offer whose version was never published', async () => {
    const orderItems = [{ offer: { id: links.offer.id, version: 'b'.repeat(40) } }]
    const answer = await links.ask({ order: { orderItems } })
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'offer_not_published'])
  })

  test('an offer that was withdrawn starts no new link, and links that were made still open', async () => {
    const item = await itemOf('/offers2/Digital USA')
    const order = { orderItems: [item], external_id: '0d6c5c1a-7a0b-4f0e-9b2e-0a4a2d6f2f12' }
    const first = await links.make({ order })
    await app().services.db.read.catalog.withdraw([item.offer])
    const answer = await links.ask({ order: { orderItems: [item] } })
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'offer_not_published'])
    expect((await links.make({ order })).assistedCheckoutLink).toBe(first.assistedCheckoutLink)
  })
})
