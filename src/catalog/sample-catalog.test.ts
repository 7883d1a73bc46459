import { expect, test } from 'vitest'
import { useApp } from '../../test/support/app.ts'
import { offerNamed, publishSampleCatalog } from '../../test/support/catalog.ts'
import { offerKey } from '../domain/facts.ts'
import { loadOffers } from './load-offers.ts'
import { withdrawItems } from './withdraw-items.ts'

const app = useApp()

async function sample(path: string) {
  await publishSampleCatalog(app())
  const ref = await offerNamed(app(), path)
  const known = (await loadOffers(app().services.db.read, [ref])).get(offerKey(ref.id, ref.version))
  if (known === undefined) throw new Error(`${path} is not there`)
  return known.offer
}

test('the sample catalogue sells a plain monthly offer in GB by card and invoice, from one', async () => {
  expect(await sample('/offers2/Digital Monthly')).toMatchObject({
    displayName: 'Digital',
    currency: 'GBP',
    prices: [
      {
        name: 'monthly',
        unitAmount: 999,
        kind: 'recurring',
        interval: { count: 1, unit: 'months' },
        repeatCount: undefined,
        delay: undefined,
      },
    ],
    initialTerm: { length: { count: 1, unit: 'months' }, renewalType: 'TERMED' },
    allowedCountries: ['GB'],
    paymentTypes: ['card', 'invoice'],
    quantity: { preset: 1, minimum: 1, maximum: 100, increment: 1 },
    products: [{ path: '/products/Digital', code: 'HP-DIGITAL', hasDelivery: false }],
    addOnPaths: ['/add_ons/Puzzles'],
  })
})

test('loading the sample catalogue again changes nothing', async () => {
  await publishSampleCatalog(app())
  const before = await app().services.db.read.catalog.state('published')
  await publishSampleCatalog(app())
  expect(await app().services.db.read.catalog.state('published')).toEqual(before)
})

test('an introductory price ends when the price that follows it begins', async () => {
  const { prices } = await sample('/offers2/Digital 52 Weeks')
  expect(prices.map(({ unitAmount, repeatCount, delay }) => ({ unitAmount, repeatCount, delay }))).toEqual([
    { unitAmount: 7500, repeatCount: 1, delay: undefined },
    { unitAmount: 3196, repeatCount: undefined, delay: { count: 52, unit: 'weeks' } },
  ])
})

test('amounts keep the decimals of their currency', async () => {
  expect((await sample('/offers2/Digital Japan')).prices[0]?.unitAmount).toBe(1480)
  expect((await sample('/offers2/Digital Kuwait')).prices[0]?.unitAmount).toBe(3250)
})

test('a quarter is three months', async () => {
  expect((await sample('/offers2/Team Europe')).prices[0]?.interval).toEqual({ count: 3, unit: 'months' })
})

test('print is delivered, a trial is a trial, a gift is a gift', async () => {
  expect((await sample('/offers2/Weekend Print')).products[0]?.hasDelivery).toBe(true)
  expect((await sample('/offers2/Digital Trial')).isTrial).toBe(true)
  expect((await sample('/offers2/Gift Year')).isGift).toBe(true)
})

test('at least a dozen offers are for sale, in five currencies', async () => {
  await publishSampleCatalog(app())
  const { services } = app()
  const { lastSeq } = await services.db.read.catalog.state('published')
  const filters = { path: undefined, tags: undefined, attributes: [], modifiedAfter: undefined }
  const { rows, hits } = await services.db.read.catalog.listPublished({
    filters,
    until: lastSeq,
    before: undefined,
    limit: 100,
  })
  expect(hits).toBe(rows.length)
  expect(rows.length).toBeGreaterThanOrEqual(12)
  const offers = await loadOffers(services.db.read, rows)
  const currencies = new Set([...offers.values()].map(({ offer }) => offer.currency))
  expect([...currencies].sort()).toEqual(['EUR', 'GBP', 'JPY', 'KWD', 'USD'])
})

test('content that was seen once is not read again, its status is', async () => {
  await publishSampleCatalog(app())
  const ref = await offerNamed(app(), '/offers2/Almanac')
  const { catalog } = app().services.db.read
  await loadOffers({ catalog }, [ref])
  const asked: boolean[] = []
  const watched: typeof catalog.findVersions = (refs) => {
    asked.push(...refs.map(({ withContent }) => withContent))
    return catalog.findVersions(refs)
  }
  const stores = { catalog: { findVersions: watched } }
  const key = offerKey(ref.id, ref.version)
  expect((await loadOffers(stores, [ref, ref])).get(key)?.status).toBe('published')
  await withdrawItems(app().services, [ref])
  expect((await loadOffers(stores, [ref])).get(key)?.status).toBe('withdrawn')
  expect(asked).toEqual([false, false])
})

test('what was never published is absent', async () => {
  const unknown = { id: 'a'.repeat(40), version: 'b'.repeat(40) }
  expect(await loadOffers(app().services.db.read, [unknown])).toEqual(new Map())
})
