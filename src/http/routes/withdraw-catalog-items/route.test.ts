import { describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { monthly, plainOffer, useCatalogApi } from '../../../../test/support/catalog-api.ts'
import { loadOffers } from '../../../catalog/load-offers.ts'
import { offerKey } from '../../../domain/facts.ts'

const app = useApp()
const api = useCatalogApi(app)

async function published(path: string, value = '9.99') {
  await api.put(path, plainOffer({ price__limio: [monthly({ value })] }))
  return (await api.publish(path)).body.items[0]
}

const unknown = { id: 'a'.repeat(40), version: 'b'.repeat(40) }

describe('200', () => {
  test('a withdrawn version is no longer listed, but still known for what was begun with it', async () => {
    const item = await published('/offers2/Gone')
    expect(await api.withdraw(item)).toEqual({ status: 200, body: { items: [item] } })
    expect((await api.offers({ path: '/offers2/Gone' })).body.items).toEqual([])
    const known = await loadOffers(app().services.db.read, [item])
    expect(known.get(offerKey(item.id, item.version))).toMatchObject({
      status: 'withdrawn',
      offer: { id: item.id },
    })
  })

  test('the version before the withdrawn one is listed again', async () => {
    const old = await published('/offers2/Older', '1.00')
    const next = await published('/offers2/Older', '2.00')
    await api.withdraw(next)
    expect((await api.offers({ path: '/offers2/Older' })).body.items[0].version).toBe(old.version)
  })

  test('withdrawing twice is once', async () => {
    const item = await published('/offers2/Twice')
    await api.withdraw(item)
    const before = (await api.offers()).body.header.commitId
    expect((await api.withdraw(item, item)).status).toBe(200)
    expect((await api.offers()).body.header.commitId).toBe(before)
  })
})

test.each([[{}], [{ items: [] }], [{ items: [{ id: 'x', version: 'y' }] }]])(
  '400: the body %j is refused',
  async (body) => {
    const answer = await api.call('POST', '/api/admin/catalog/withdraw', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  },
)

test('401: nobody withdraws without a token', async () => {
  const payload = { items: [unknown] }
  const answer = await app().http.inject({ method: 'POST', url: '/api/admin/catalog/withdraw', payload })
  expect(answer.statusCode).toBe(401)
})

describe('403', () => {
  const reader = useCatalogApi(app, ['catalog:read'])
  test('reading the catalogue is not withdrawing from it', async () => {
    expect((await reader.withdraw(unknown)).status).toBe(403)
  })
})

test('404: an unknown version is told, and nothing of the call is withdrawn', async () => {
  const item = await published('/offers2/Stays')
  const { status, body } = await api.withdraw(item, unknown)
  expect({ status, body }).toMatchObject({
    status: 404,
    body: { code: 'offer_not_published', errors: [{ pointer: '/items/1' }] },
  })
  expect((await api.offers({ path: '/offers2/Stays' })).body.hits).toBe(1)
})
