import { describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { monthly, plainOffer, useCatalogApi } from '../../../../test/support/catalog-api.ts'

const app = useApp()
const api = useCatalogApi(app)

const hex40 = expect.stringMatching(/^[0-9a-f]{40}$/)

describe('200', () => {
  test('an item is stored under its path with an id and a version', async () => {
    const { status, body } = await api.put('/offers2/Pro Plan', plainOffer())
    expect(status).toBe(200)
    expect(body).toEqual({
      id: hex40,
      version: hex40,
      path: '/offers2/Pro Plan',
      name: 'A plain offer',
      record_type: 'offer',
    })
  })

  test('the id belongs to the path, the version to the content', async () => {
    const first = (await api.put('/offers2/Same', plainOffer())).body
    const again = (await api.put('/offers2/Same', plainOffer())).body
    const changed = (
      await api.put('/offers2/Same', plainOffer({ price__limio: [monthly({ value: '10.99' })] }))
    ).body
    const back = (await api.put('/offers2/Same', plainOffer())).body
    expect(again).toEqual(first)
    expect(changed.id).toBe(first.id)
    expect(changed.version).not.toBe(first.version)
    expect(back.version).toBe(first.version)
  })

  test('neither the order of keys nor the spelling of a price makes another version', async () => {
    const { name, record_type, data } = plainOffer({
      price__limio: [monthly({ type: 'recurring', value: 9.99 })],
    })
    const shuffled = {
      data: { attributes: Object.fromEntries(Object.entries(data.attributes).reverse()) },
      record_type,
      name,
    }
    const first = (await api.put('/offers2/Order', plainOffer())).body
    expect((await api.put('/offers2/Order', shuffled)).body.version).toBe(first.version)
  })

  test('writing an item alone puts nothing up for sale', async () => {
    await api.put('/offers2/Quiet', plainOffer())
    expect((await api.offers({ path: '/offers2/Quiet' })).body.items).toEqual([])
  })

  test('markup in display texts is reduced once to what our pages show', async () => {
    const item = plainOffer({
      display_name__limio: 'Pro <b onclick="x()">now</b> & then',
      display_price__limio:
        '<p class="big">£9.99 <script>alert(1)</script><a href="javascript:x">here</a></p>',
      offer_features__limio: ['<img src=x onerror=alert(1)>Fast', 'A < B'],
    })
    await api.put('/offers2/Marked', item)
    const { body } = await api.offers({ offersSource: 'catalog', path: '/offers2/Marked' })
    expect(body.items[0].data.attributes).toMatchObject({
      display_name__limio: 'Pro now & then',
      display_price__limio: '<p>£9.99 here</p>',
      offer_features__limio: ['Fast', 'A < B'],
    })
  })

  test('an offer can be sent back as it was read', async () => {
    await api.put('/products/Round', {
      name: 'Round',
      record_type: 'product',
      data: { entitlements: ['/entitlements/A'] },
    })
    const sent = plainOffer({}, { productBundles: [{ product_path: '/products/Round' }] })
    const first = (await api.put('/offers2/Round', sent)).body
    const [read] = (await api.offers({ offersSource: 'catalog', path: '/offers2/Round' })).body.items
    expect((await api.put('/offers2/Round', read)).body).toEqual(first)
  })
})

describe('400', () => {
  test.each([
    ['a missing price', { price__limio: undefined }, '/data/attributes/price__limio'],
    ['no price', { price__limio: [] }, '/data/attributes/price__limio'],
    [
      'an amount that is none',
      { price__limio: [monthly({ value: 'ten' })] },
      '/data/attributes/price__limio/0/value',
    ],
    [
      'a negative amount',
      { price__limio: [monthly({ value: '-1' })] },
      '/data/attributes/price__limio/0/value',
    ],
    [
      'too many decimals',
      { price__limio: [monthly({ value: '9.999' })] },
      '/data/attributes/price__limio/0/value',
    ],
    [
      'an unknown currency',
      { price__limio: [monthly({ currencyCode: 'GBX' })] },
      '/data/attributes/price__limio/0/currencyCode',
    ],
    [
      'two currencies',
      { price__limio: [monthly(), monthly({ name: 'b', currencyCode: 'USD' })] },
      '/data/attributes/price__limio/1/currencyCode',
    ],
    [
      'two prices of one name',
      { price__limio: [monthly(), monthly()] },
      '/data/attributes/price__limio/1/name',
    ],
    [
      'an unknown kind of price',
      { price__limio: [monthly({ type: 'sometimes' })] },
      '/data/attributes/price__limio/0/type',
    ],
    [
      'a recurring price without interval',
      { price__limio: [monthly({ repeat_interval_type: null })] },
      '/data/attributes/price__limio/0/repeat_interval_type',
    ],
    [
      'a delayed price without delay',
      { price__limio: [monthly({ trigger: 'delayed' })] },
      '/data/attributes/price__limio/0/delay_interval',
    ],
    [
      'a delay on a price that starts at once',
      { price__limio: [monthly({ delay_interval: 2, delay_interval_type: 'days' })] },
      '/data/attributes/price__limio/0/delay_interval',
    ],
    [
      'a repeat count of zero',
      { price__limio: [monthly({ repeat_count: 0 })] },
      '/data/attributes/price__limio/0/repeat_count',
    ],
    [
      'a price kept elsewhere',
      { price__limio: [monthly({ use_external_price: true })] },
      '/data/attributes/price__limio/0/use_external_price',
    ],
    ['a term without unit', { term__limio: { length: 12 } }, '/data/attributes/term__limio/type'],
    [
      'a minimum above the maximum',
      { default_quantity_options__limio: { minimum_quantity: 5, maximum_quantity: 2 } },
      '/data/attributes/default_quantity_options__limio/minimum_quantity',
    ],
    [
      'a preset off the increment',
      { default_quantity_options__limio: { quantity: 3, minimum_quantity: 5, increment: 5 } },
      '/data/attributes/default_quantity_options__limio/quantity',
    ],
    [
      'an unknown country',
      { allowed_countries__limio: ['GB', 'UK'] },
      '/data/attributes/allowed_countries__limio/1',
    ],
    [
      'an unknown payment type',
      { payment_types__limio: ['gold'] },
      '/data/attributes/payment_types__limio/0',
    ],
    ['a flag that is no flag', { is_gift__limio: 'yes' }, '/data/attributes/is_gift__limio'],
  ])('%s is refused, and its place is told', async (_, attributes, pointer) => {
    const { status, body } = await api.put('/offers2/Wrong', plainOffer(attributes))
    expect(status).toBe(400)
    expect(body.code).toBe('invalid_catalog_item')
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })

  test.each([
    ['a null character', { note: 'a\0b' }],
    ['half a surrogate pair', { note: '\ud800' }],
    ['no end of nesting', { note: Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], 'x') }],
  ])('an item with %s is refused', async (_, attributes) => {
    expect((await api.put('/offers2/Odd', plainOffer(attributes))).status).toBe(400)
  })

  test('an item beyond the size is refused', async () => {
    const { body } = await api.put('/offers2/Large', plainOffer({ note: 'x'.repeat(100_001) }))
    expect(body.errors[0]).toMatchObject({ pointer: '/data', code: 'too_big' })
  })

  test.each([
    ['no name', { ...plainOffer(), name: '' }],
    ['an unknown record type', { ...plainOffer(), record_type: 'campaign' }],
    ['no data', { name: 'x', record_type: 'offer' }],
    ['data that is no object', { name: 'x', record_type: 'offer', data: [] }],
  ])('a body with %s is refused', async (_, body) => {
    const answer = await api.put('/offers2/Wrong', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test.each(['/offers2//Pro', '/offers2/..', '/', '/a/b/c/d/e/f/g/h/i'])('%s is no path', async (path) => {
    const answer = await api.call(
      'PUT',
      `/api/admin/catalog${path.replace('..', '%2e%2e%2f%2e%2e')}`,
      plainOffer(),
    )
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test('a refused item leaves the one that was there', async () => {
    const before = (await api.put('/offers2/Kept', plainOffer())).body
    await api.put('/offers2/Kept', plainOffer({ price__limio: [] }))
    const { body } = await api.offers({ offersSource: 'catalog', path: '/offers2/Kept' })
    expect(body.items[0].version).toBe(before.version)
  })
})

test('401: nobody writes without a token', async () => {
  const answer = await app().http.inject({
    method: 'PUT',
    url: '/api/admin/catalog/offers2/X',
    payload: plainOffer(),
  })
  expect(answer.statusCode).toBe(401)
})

describe('403', () => {
  const reader = useCatalogApi(app, ['catalog:read'])
  test('reading the catalogue is not writing it', async () => {
    expect((await reader.put('/offers2/X', plainOffer())).status).toBe(403)
  })
})

test('409: a path keeps its kind of item', async () => {
  await api.put('/offers2/Kind', plainOffer())
  const { status, body } = await api.put('/offers2/Kind', { name: 'Kind', record_type: 'product', data: {} })
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'conflict' })
})
