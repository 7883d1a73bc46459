import { expect, test } from 'vitest'
import { monthly, plainOffer } from '../../test/support/catalog-api.ts'
import type { Offer } from '../domain/offer.ts'
import { isRefused } from '../domain/refusal.ts'
import { parseOffer } from './parse-offer.ts'

function parsed(attributes: Readonly<Record<string, unknown>> = {}, data = {}): Offer {
  const item = plainOffer(attributes, data)
  const offer = parseOffer({
    id: 'a'.repeat(40),
    version: 'b'.repeat(40),
    path: '/offers2/Plain',
    recordType: 'offer',
    name: item.name,
    data: item.data,
  })
  if (isRefused(offer)) throw new Error(offer.detail)
  return offer
}

const firstPrice = (more: Readonly<Record<string, unknown>>) =>
  parsed({ price__limio: [monthly(more)] }).prices[0]

test.each(['onetime', 'one_time', 'one-time', 'One Time'])('a price of type "%s" is charged once', (type) => {
  expect(firstPrice({ type })).toMatchObject({
    kind: 'one_time',
    interval: undefined,
    repeatCount: undefined,
  })
})

test.each([
  ['day', 1, { count: 1, unit: 'days' }],
  ['weeks', 4, { count: 4, unit: 'weeks' }],
  ['Month', '2', { count: 2, unit: 'months' }],
  ['quarter', 1, { count: 3, unit: 'months' }],
  ['quarters', 2, { count: 6, unit: 'months' }],
  ['years', null, { count: 1, unit: 'years' }],
])('an interval in "%s" of %s is read', (repeat_interval_type, repeat_interval, interval) => {
  expect(firstPrice({ repeat_interval_type, repeat_interval })?.interval).toEqual(interval)
})

test.each([
  ['order_date', undefined],
  ['subscription_start', undefined],
  ['delayed', { count: 3, unit: 'months' }],
])('a price triggered by %s', (trigger, delay) => {
  const wait = delay === undefined ? {} : { delay_interval: 1, delay_interval_type: 'quarter' }
  expect(firstPrice({ trigger, ...wait })?.delay).toEqual(delay)
})

test.each([
  ['19.99', 'GBP', 1999],
  [19.99, 'gbp', 1999],
  ['1999', 'JPY', 1999],
  ['1.999', 'KWD', 1999],
  ['0', 'EUR', 0],
])('%s %s is %i minor units', (value, currencyCode, unitAmount) => {
  expect(firstPrice({ value, currencyCode })?.unitAmount).toBe(unitAmount)
})

test.each([
  ['a lone 1 lasts as long as the subscription', [{ repeat_count: 1 }], [undefined]],
  ['more than 1 ends', [{ repeat_count: 6 }], [6]],
  [
    '1 ends when a delayed price follows',
    [
      { name: 'a', repeat_count: 1 },
      { name: 'b', repeat_count: 1, trigger: 'delayed', delay_interval: 1, delay_interval_type: 'months' },
    ],
    [1, undefined],
  ],
  [
    'each of several phases ends when the next begins',
    [
      { name: 'a', repeat_count: 1 },
      { name: 'b', repeat_count: 1, trigger: 'delayed', delay_interval: 4, delay_interval_type: 'weeks' },
      { name: 'c', repeat_count: 1, trigger: 'delayed', delay_interval: 2, delay_interval_type: 'months' },
    ],
    [1, 1, undefined],
  ],
  ['absent lasts', [{ repeat_count: null }], [undefined]],
])('repeat_count: %s', (_, prices, ends) => {
  const offer = parsed({ price__limio: prices.map(monthly) })
  expect(offer.prices.map((price) => price.repeatCount)).toEqual(ends)
})

test.each([
  ['/offers2/Standard', '/offers2/Standard'],
  [{ path: '/offers2/Standard', label: 'Standard' }, '/offers2/Standard'],
  [[{ path: '/offers2/Standard' }], '/offers2/Standard'],
  [{ id: 'c'.repeat(40) }, 'c'.repeat(40)],
  [[], undefined],
  [null, undefined],
])('what it renews as, written as %j', (renewal_offer__limio, named) => {
  expect(parsed({ renewal_offer__limio }).renewalOffer).toBe(named)
})

test('what an offer does not say', () => {
  expect(parsed()).toMatchObject({
    currency: 'GBP',
    initialTerm: undefined,
    renewalTerm: undefined,
    autoRenew: true,
    isTrial: false,
    isGift: false,
    allowedCountries: [],
    quantity: { preset: 1, minimum: 1, maximum: 100_000, increment: 1 },
    blockMultiple: false,
    requestCompanyInfo: false,
    products: [],
    addOnPaths: [],
    upgradePaths: [],
    downgradePaths: [],
  })
})

test('one term serves as first and as renewal; two are told apart', () => {
  const year = { length: { count: 1, unit: 'years' }, renewalType: 'TERMED' }
  const quarter = { length: { count: 3, unit: 'months' }, renewalType: 'TERMED' }
  expect(parsed({ term__limio: { length: 1, type: 'year' } })).toMatchObject({
    initialTerm: year,
    renewalTerm: year,
  })
  expect(
    parsed({
      term__limio: { length: 1, type: 'quarter' },
      initial_term__limio: { length: 1, type: 'years' },
    }),
  ).toMatchObject({ initialTerm: year, renewalTerm: quarter })
})

test('an offer that may not be bought in numbers is bought once', () => {
  const options = { quantity: 1, minimum_quantity: 1, maximum_quantity: 10, increment: 1 }
  expect(
    parsed({ allow_multibuy__limio: false, default_quantity_options__limio: options }).quantity.maximum,
  ).toBe(1)
})

test.each([['zuora_card'], ['direct-debit'], ['paypal']])('payment type %s is known', (type) => {
  expect(parsed({ payment_types__limio: [type, type] }).paymentTypes).toEqual([type.replace('-', '_')])
})

test('products bring their names, codes, delivery and entitlements', () => {
  const products = [
    {
      path: '/products/Print',
      entitlements: [{ $ref: '/entitlements/Print' }, '/entitlements/Web', { path: '/entitlements/App' }],
      attributes: { display_name__limio: 'In print', has_delivery__limio: true, product_code__limio: 'P-1' },
    },
    { path: '/products/Bare' },
  ]
  expect(parsed({}, { products }).products).toEqual([
    {
      path: '/products/Print',
      name: 'In print',
      code: 'P-1',
      hasDelivery: true,
      entitlements: ['/entitlements/Print', '/entitlements/Web', '/entitlements/App'],
    },
    { path: '/products/Bare', name: 'Bare', code: undefined, hasDelivery: false, entitlements: [] },
  ])
})

test('a product is not sold by itself', () => {
  const item = {
    id: '',
    version: '',
    path: '/products/X',
    recordType: 'product',
    name: 'X',
    data: {},
  } as const
  expect(parseOffer(item)).toMatchObject({ refused: true, code: 'invalid_catalog_item' })
})
