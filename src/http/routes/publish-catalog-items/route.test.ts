import { describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { monthly, plainOffer, useCatalogApi } from '../../../../test/support/catalog-api.ts'

const app = useApp()
const api = useCatalogApi(app)

const product = {
  name: 'Pro',
  record_type: 'product',
  data: { entitlements: [{ $ref: '/entitlements/Digital' }] },
}

function price(value: string) {
  return plainOffer({ price__limio: [monthly({ value })] })
}

async function listed(path: string) {
  return (await api.offers({ path })).body.items.map((item: { version: string }) => item.version)
}

describe('200', () => {
  test('a published item is for sale at the version its PUT answered', async () => {
    const { id, version } = (await api.put('/offers2/First', plainOffer())).body
    const { status, body } = await api.publish('/offers2/First')
    expect({ status, body }).toEqual({
      status: 200,
      body: { items: [{ path: '/offers2/First', id, version }] },
    })
    expect(await listed('/offers2/First')).toEqual([version])
  })

  test('publishing an unchanged item answers the same version and changes nothing', async () => {
    await api.put('/offers2/Twice', plainOffer())
    const first = (await api.publish('/offers2/Twice')).body
    const before = (await api.offers()).body.header.commitId
    expect((await api.publish('/offers2/Twice')).body).toEqual(first)
    expect((await api.offers()).body.header.commitId).toBe(before)
  })

  test('a change is for sale only when it is published, and the newest version is listed', async () => {
    const old = (await api.put('/offers2/Moving', price('1.00'))).body.version
    await api.publish('/offers2/Moving')
    const next = (await api.put('/offers2/Moving', price('2.00'))).body.version
    expect(await listed('/offers2/Moving')).toEqual([old])
    await api.publish('/offers2/Moving')
    expect(await listed('/offers2/Moving')).toEqual([next])
  })

  test('going back to earlier content makes its old version the newest again', async () => {
    const old = (await api.put('/offers2/Back', price('1.00'))).body.version
    await api.publish('/offers2/Back')
    await api.put('/offers2/Back', price('2.00'))
    await api.publish('/offers2/Back')
    await api.put('/offers2/Back', price('1.00'))
    await api.publish('/offers2/Back')
    expect(await listed('/offers2/Back')).toEqual([old])
  })

  test('a withdrawn version published again is for sale again', async () => {
    await api.put('/offers2/Again', plainOffer())
    const [item] = (await api.publish('/offers2/Again')).body.items
    await api.withdraw(item)
    expect(await listed('/offers2/Again')).toEqual([])
    await api.publish('/offers2/Again')
    expect(await listed('/offers2/Again')).toEqual([item.version])
  })

  test('a version keeps the products it was published with', async () => {
    await api.put('/products/Pro', product)
    await api.put('/offers2/Pinned', plainOffer({}, { productBundles: [{ product_path: '/products/Pro' }] }))
    const [first] = (await api.publish('/offers2/Pinned')).body.items
    await api.put('/products/Pro', { ...product, data: { entitlements: [] } })
    const kept = (await api.offers({ path: '/offers2/Pinned' })).body.items[0]
    expect(kept).toMatchObject({
      version: first.version,
      data: { products: [{ path: '/products/Pro', ...product.data }] },
    })
    const [second] = (await api.publish('/offers2/Pinned')).body.items
    expect(second.version).not.toBe(first.version)
  })

  test('a version names the version of its add-ons, in whatever order they were written', async () => {
    const addOns = { items: [{ path: '/add_ons/More' }] }
    await api.put('/offers2/With More', plainOffer({ cross_sell_addons__limio: addOns }))
    await api.put('/add_ons/More', { ...plainOffer(), record_type: 'add_on' })
    const [, addOn] = (await api.publish('/offers2/With More', '/add_ons/More')).body.items
    const [offer] = (await api.offers({ path: '/offers2/With More' })).body.items
    expect(offer.data.attributes.cross_sell_addons__limio.items).toEqual([addOn])
  })
})

describe('400', () => {
  test('an offer whose product is not in the catalogue is refused', async () => {
    await api.put('/offers2/Empty', plainOffer({}, { productBundles: [{ product_path: '/products/None' }] }))
    const { status, body } = await api.publish('/offers2/Empty')
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'invalid_catalog_item', errors: [{ pointer: '/paths/0' }] })
    expect(body.detail).toContain('/products/None')
  })

  test.each([[{}], [{ paths: [] }], [{ paths: 'x' }], [{ paths: [1] }], [{ paths: ['/a'], more: 1 }]])(
    'the body %j is refused',
    async (body) => {
      const answer = await api.call('POST', '/api/admin/catalog/publish', body)
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    },
  )
})

test('401: nobody publishes without a token', async () => {
  const payload = { paths: ['/offers2/X'] }
  const answer = await app().http.inject({ method: 'POST', url: '/api/admin/catalog/publish', payload })
  expect(answer.statusCode).toBe(401)
})

describe('403', () => {
  const reader = useCatalogApi(app, ['catalog:read'])
  test('reading the catalogue is not publishing it', async () => {
    expect((await reader.publish('/offers2/X')).status).toBe(403)
  })
})

test('404: an unknown path is told, and nothing of the call is published', async () => {
  await api.put('/offers2/Half', plainOffer())
  const { status, body } = await api.publish('/offers2/Half', '/offers2/Nowhere')
  expect({ status, errors: body.errors }).toMatchObject({ status: 404, errors: [{ pointer: '/paths/1' }] })
  expect(await listed('/offers2/Half')).toEqual([])
})

test.each([['/'], ['//'], ['/../x'], ['/a\nb'], [`/${'x'.repeat(511)}`]])(
  '404: %j names nothing',
  async (path) => {
    expect((await api.publish(path)).status).toBe(404)
  },
)
