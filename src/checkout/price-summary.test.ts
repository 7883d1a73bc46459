import { expect, test } from 'vitest'
import type { Offer, Price } from '../domain/offer.ts'
import { summarisePrice } from './price-summary.ts'

const price = (more: Partial<Price>): Price => ({
  name: 'main',
  label: '',
  unitAmount: 1200,
  kind: 'recurring',
  delay: undefined,
  interval: { count: 1, unit: 'months' },
  repeatCount: undefined,
  ...more,
})

const once = price({ name: 'once', kind: 'one_time', interval: undefined, unitAmount: 2000 })

function offerOf(prices: readonly Price[], more: Partial<Offer> = {}): Offer {
  return {
    id: '',
    version: '',
    path: '',
    recordType: 'offer',
    name: '',
    displayName: '',
    currency: 'GBP',
    prices,
    initialTerm: undefined,
    renewalTerm: undefined,
    autoRenew: true,
    isTrial: false,
    isGift: false,
    allowedCountries: [],
    paymentTypes: [],
    quantity: { preset: 1, minimum: 1, maximum: 1, increment: 1 },
    blockMultiple: false,
    requestCompanyInfo: false,
    products: [],
    addOnPaths: [],
    upgradePaths: [],
    downgradePaths: [],
    ...more,
  }
}

const introduction = [
  price({ unitAmount: 100, repeatCount: 3 }),
  price({ name: 'later', delay: { count: 3, unit: 'months' } }),
]
const trial = offerOf([price({ delay: { count: 14, unit: 'days' } })], { isTrial: true })

test.each([
  ['monthly', offerOf([price({})]), 'en-GB', '£12.00', 'per month'],
  [
    'quarterly',
    offerOf([price({ interval: { count: 3, unit: 'months' } })]),
    'en-GB',
    '£12.00',
    'every 3 months',
  ],
  ['introductory', offerOf(introduction), 'en-GB', '£1.00', 'per month for 3 months, then £12.00 per month'],
  [
    'introductory, paid at once',
    offerOf([
      price({ unitAmount: 100, interval: { count: 3, unit: 'months' }, repeatCount: 1 }),
      price({ name: 'later', delay: { count: 3, unit: 'months' } }),
    ]),
    'en-GB',
    '£1.00',
    'for 3 months, then £12.00 per month',
  ],
  ['trial', trial, 'en-GB', '£12.00', 'per month, after 14 days free'],
  ['trial in German', trial, 'de', '12,00 £', 'pro Monat, zu Beginn gratis: 14 Tage'],
  ['one-time only', offerOf([once]), 'en-GB', '£20.00', 'once'],
  ['with a set-up charge', offerOf([once, price({})]), 'en-GB', '£12.00', 'per month, plus £20.00 once'],
  ['yen in Japanese', offerOf([price({ unitAmount: 1480 })], { currency: 'JPY' }), 'ja', '￥1,480', '/ 月'],
  ['dinar', offerOf([price({ unitAmount: 1999 })], { currency: 'KWD' }), 'en', 'KWD 1.999', 'per month'],
  ['a language we do not speak', offerOf([price({})]), 'sv', '12,00 GBP', 'per month'],
])('%s', (_, offer, locale, headline, subline) => {
  const said = summarisePrice(offer, locale)
  // Intl sets spaces that do not break.
  expect({ ...said, headline: said.headline.replace(/\s/g, ' ') }).toEqual({ headline, subline })
})
