import { beforeAll, describe, expect, test } from 'vitest'
import { useApp } from '../../../../test/support/app.ts'
import { publishSampleCatalog } from '../../../../test/support/catalog.ts'
import { plainOffer, useCatalogApi } from '../../../../test/support/catalog-api.ts'

const app = useApp()
const api = useCatalogApi(app)

beforeAll(() => publishSampleCatalog(app()))

interface Listed {
  readonly path: string
  readonly version: string
}

async function paths(query: Record<string, string>): Promise<string[]> {
  const { body } = await api.offers(query)
  return body.items.map((item: Listed) => item.path)
}

describe('200', () => {
  test('every published offer comes in the contract’s envelope, with its products inside', async () => {
    const { status, body } = await api.offers()
    expect(status).toBe(200)
    expect(body.header.commitId).toMatch(/^[0-9a-f]{40}$/)
    expect(body.hits).toBe(body.items.length)
    expect(body.queryMore).toBeNull()
    const monthly = body.items.find((item: Listed) => item.path === '/offers2/Digital Monthly')
    expect(monthly).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{40}$/),
      version: expect.stringMatching(/^[0-9a-f]{40}$/),
      name: 'Digital Monthly',
      parent_path: '/offers2',
      record_type: 'offer',
      type: 'item',
      service: 'limio',
      status: 'active',
      mode: 'production',
      created: expect.stringMatching(/Z$/),
      updated: expect.stringMatching(/Z$/),
      data: {
        products: [
          {
            path: '/products/Digital',
            record_type: 'product',
            attributes: { product_code__limio: 'HP-DIGITAL' },
          },
        ],
        attributes: {
          price__limio: [
            {
              value: '9.99',
              currencyCode: 'GBP',
              type: 'recurring',
              repeat_interval: 1,
              repeat_interval_type: 'months',
            },
          ],
        },
      },
    })
  })

  test('reduced data is what a list shows', async () => {
    const { body } = await api.offers({ path: '/offers2/Business', reducedData: 'true' })
    expect(body.items).toEqual([
      {
        id: expect.any(String),
        version: expect.any(String),
        name: 'Business',
        path: '/offers2/Business',
        record_type: 'offer',
        status: 'active',
        display_name: 'Business',
        price: { amount: '12.00', currency: 'GBP', summary: { headline: '£12.00', subline: 'per month' } },
      },
    ])
  })

  test('neither products nor add-ons are offers', async () => {
    const all = await paths({ 'opt.pageSize': '100' })
    expect(all.every((path) => path.startsWith('/offers2/'))).toBe(true)
  })

  test('a folder holds everything below it', async () => {
    expect(await paths({ path: '/offers2' })).toEqual(await paths({}))
    expect(await paths({ path: '/offers' })).toEqual([])
  })

  test('tags: one of those given', async () => {
    const both = ['/offers2/Gift Year', '/offers2/Ledger Starter']
    expect((await paths({ tags: '/tags/gift,/tags/software' })).sort()).toEqual(both)
    expect(await paths({ tags: '/tags/none' })).toEqual([])
  })

  test('attributes: a value, a flag, a member of a list, and all of them together', async () => {
    expect(await paths({ 'attributes.campaign_code__limio': 'WIN001' })).toEqual([
      '/offers2/Digital 52 Weeks',
    ])
    expect(await paths({ 'attributes.is_gift__limio': 'true' })).toEqual(['/offers2/Gift Year'])
    expect(await paths({ 'attributes.allowed_countries__limio': 'JP' })).toEqual(['/offers2/Digital Japan'])
    const together = { 'attributes.group__limio': 'monthly', 'attributes.allowed_countries__limio': 'KW' }
    expect(await paths(together)).toEqual(['/offers2/Digital Kuwait'])
  })

  test('pages follow each other without a gap, and nothing published meanwhile disturbs them', async () => {
    const all = await paths({ 'opt.pageSize': '100' })
    const seen: string[] = []
    let page = (await api.offers({ 'opt.all': 'true', 'opt.pageSize': '4' })).body
    await api.put('/offers2/Newcomer', plainOffer())
    await api.publish('/offers2/Newcomer')
    while (page.queryMore !== null) {
      seen.push(...page.items.map((item: Listed) => item.path))
      const { from, alias } = page.queryMore
      page = (
        await api.offers({ 'opt.pageSize': '4', 'opt.queryMoreFrom': from, 'opt.queryMoreAlias': alias })
      ).body
      expect(page.hits).toBe(all.length)
    }
    expect([...seen, ...page.items.map((item: Listed) => item.path)]).toEqual(all)
    expect((await paths({}))[0]).toBe('/offers2/Newcomer')
  })

  test('a further page keeps the filters of the first', async () => {
    const { body } = await api.offers({ 'attributes.group__limio': 'monthly', 'opt.pageSize': '1' })
    const next = (await api.offers({ 'opt.queryMoreFrom': body.queryMore.from })).body
    expect(next.hits).toBe(body.hits)
    expect(next.items.length).toBe(body.hits - 1)
  })

  test('modified after: only what was published since', async () => {
    const [last] = (await api.offers({ 'opt.pageSize': '1' })).body.items
    await api.put('/offers2/Fresh', plainOffer())
    await api.publish('/offers2/Fresh')
    expect(await paths({ 'opt.modifiedAfter': last.updated })).toEqual(['/offers2/Fresh'])
    expect(await paths({ 'opt.modifiedAfter': '2999-01-01' })).toEqual([])
  })

  test('the catalogue as it is edited shows drafts at the version they would be published with', async () => {
    const { version } = (await api.put('/offers2/Draft', plainOffer())).body
    expect(await paths({ path: '/offers2/Draft' })).toEqual([])
    const query = { path: '/offers2/Draft', offersSource: 'catalog' }
    expect((await api.offers(query)).body.items).toMatchObject([{ version, status: 'draft' }])
    await api.publish('/offers2/Draft')
    expect((await api.offers(query)).body.items).toMatchObject([{ version, status: 'active' }])
  })
})

describe('400', () => {
  test.each([
    [{ colour: 'red' }, '?colour'],
    [{ 'attributes.': 'x' }, '?attributes.'],
    [{ offersSource: 'moon' }, '?offersSource'],
    [{ reducedData: 'maybe' }, '?reducedData'],
    [{ 'opt.pageSize': '101' }, '?opt.pageSize'],
    [{ 'opt.pageSize': '0' }, '?opt.pageSize'],
    [{ 'opt.modifiedAfter': 'yesterday' }, '?opt.modifiedAfter'],
    [{ 'opt.modifiedAfter': '0000-01-01' }, '?opt.modifiedAfter'],
    [{ 'opt.queryMoreFrom': 'forged.cursor' }, '?opt.queryMoreFrom'],
    [{ path: 'a\0b' }, '?path'],
    [{ 'attributes.x': 'a\0b' }, '?attributes.x'],
  ])('%j is refused, and the parameter is named', async (query, pointer) => {
    const { status, body } = await api.offers(query)
    expect({ status, code: body.code, pointer: body.errors[0].pointer }).toEqual({
      status: 400,
      code: 'invalid_request',
      pointer,
    })
  })

  test('a cursor does not serve another list', async () => {
    const { from } = (await api.offers({ 'opt.pageSize': '1' })).body.queryMore
    const contradicting = { 'opt.queryMoreFrom': from, tags: '/tags/gift' }
    expect((await api.offers(contradicting)).status).toBe(400)
    expect(
      (await api.offers({ 'opt.queryMoreFrom': from, 'opt.queryMoreAlias': 'catalog_working' })).status,
    ).toBe(400)
  })
})

test('401: nobody reads the catalogue without a token', async () => {
  const answer = await app().http.inject({ method: 'GET', url: '/api/offers/v2' })
  expect(answer.statusCode).toBe(401)
})

describe('403', () => {
  const writer = useCatalogApi(app, ['catalog:write'])
  test('writing the catalogue is not reading it', async () => {
    expect((await writer.offers()).status).toBe(403)
  })
})
