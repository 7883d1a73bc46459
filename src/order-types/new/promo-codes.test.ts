import { expect, test } from 'vitest'
import { anItem, anOffer, anOrder, aPrice, someFacts } from '../../../test/support/plan.ts'
import { fold } from '../../domain/fold.ts'
import type { Offer } from '../../domain/offer.ts'
import type { KnownPromoCode } from '../../domain/promo-code.ts'
import { isRefused } from '../../domain/refusal.ts'
import { planNew } from './plan.ts'

function aCode(code: string, more: Partial<KnownPromoCode> = {}): KnownPromoCode {
  return {
    code,
    active: true,
    startsAt: undefined,
    expiresAt: undefined,
    isCombinable: false,
    terms: { name: code, percentage: 100_000 },
    number: 1,
    left: undefined,
    isHeld: false,
    ...more,
  }
}

const other = anOffer({ id: 'c'.repeat(40), displayName: 'Other', prices: [aPrice({ unitAmount: 600 })] })

interface Buying {
  readonly promoCodes: readonly KnownPromoCode[]
  readonly named?: readonly string[]
  readonly offers?: readonly Offer[]
  readonly order?: object
  readonly at?: string
  readonly timeZone?: string
}

function buy({ promoCodes, named, offers = [anOffer()], order = {}, ...facts }: Buying) {
  const items = offers.map((offer, index) => anItem(offer, { id: `item-${index}` }))
  const wanted = anOrder(items, { promoCodes: named ?? promoCodes.map(({ code }) => code), ...order })
  const known = someFacts(offers, { promoCodes, ...facts })
  const changeset = planNew(wanted, known)
  if (isRefused(changeset)) throw new Error(changeset.detail)
  const after = fold(known.before, changeset.changes)
  return {
    total: after.invoices[0]?.total,
    uses: changeset.changes.flatMap((change) => (change.kind === 'use_promo_code' ? change.code : [])),
    warnings: changeset.messages.filter(({ level }) => level === 'warning'),
    discounts: after.subscriptionOffers.filter(({ subtype }) => subtype === 'discount'),
  }
}

test('a code takes its discount off and is used once', () => {
  const bought = buy({ promoCodes: [aCode('TEN')] })
  expect(bought).toMatchObject({ total: 1080, uses: ['TEN'], warnings: [] })
  expect(bought.discounts).toMatchObject([{ name: 'TEN', offer: { id: 'promo_code_v2-TEN' } }])
})

test.each<[string, Partial<KnownPromoCode>, string]>([
  ['switched off', { active: false }, 'promo_code_inactive'],
  ['not begun', { startsAt: '2026-06-11' }, 'promo_code_not_started'],
  ['not begun by the minute', { startsAt: '2026-06-10T12:00:00.001Z' }, 'promo_code_not_started'],
  ['expired yesterday', { expiresAt: '2026-06-09' }, 'promo_code_expired'],
  ['expired by the minute', { expiresAt: '2026-06-10T12:00:00.000Z' }, 'promo_code_expired'],
  ['used up', { left: 0 }, 'promo_code_used_up'],
  [
    'for other offers',
    { terms: { name: 'X', percentage: 1, offers: ['/offers2/Gone'] } },
    'promo_code_not_for_these_offers',
  ],
  [
    'in another currency',
    { terms: { name: 'X', amount: { decimal: '5', currency: 'EUR' } } },
    'promo_code_other_currency',
  ],
])('a code that is %s is left out, and the order says so', (_, more, code) => {
  const bought = buy({ promoCodes: [aCode('SPRING', more)] })
  expect(bought).toMatchObject({ total: 1200, uses: [], discounts: [] })
  expect(bought.warnings).toMatchObject([{ code, about: 'SPRING' }])
  expect(bought.warnings[0]?.text).toMatch(/^SPRING: /)
})

test.each<[string, Partial<KnownPromoCode>]>([
  ['from today', { startsAt: '2026-06-10' }],
  ['until today', { expiresAt: '2026-06-10' }],
  ['one left', { left: 1 }],
])('a code holds %s', (_, more) => {
  expect(buy({ promoCodes: [aCode('SPRING', more)] }).uses).toEqual(['SPRING'])
})

test('its days are those of the account: it is the eleventh in Auckland already', () => {
  const promoCodes = [aCode('SPRING', { expiresAt: '2026-06-10' })]
  expect(buy({ promoCodes, timeZone: 'Pacific/Auckland' }).warnings).toMatchObject([
    { code: 'promo_code_expired' },
  ])
})

test('an unknown code is named', () => {
  expect(buy({ promoCodes: [], named: ['TYPO'] }).warnings).toEqual([
    {
      level: 'warning',
      code: 'promo_code_unknown',
      text: 'TYPO: there is no such promo code.',
      about: 'TYPO',
    },
  ])
})

test('a use that the order holds stands, whatever has become of the code', () => {
  const gone = aCode('TEN', { isHeld: true, active: false, left: 0, expiresAt: '2026-01-01' })
  expect(buy({ promoCodes: [gone] })).toMatchObject({ total: 1080, uses: ['TEN'] })
})

test('codes that do not combine: the first applies, the second says why not', () => {
  const bought = buy({ promoCodes: [aCode('TEN'), aCode('ALSO', { number: 2 })] })
  expect(bought).toMatchObject({ total: 1080, uses: ['TEN'] })
  expect(bought.warnings).toMatchObject([{ code: 'promo_code_not_combinable', about: 'ALSO' }])
})

test('one that does not apply does not stand in the way of the next', () => {
  const bought = buy({ promoCodes: [aCode('OLD', { expiresAt: '2026-01-01' }), aCode('TEN', { number: 2 })] })
  expect(bought).toMatchObject({ total: 1080, uses: ['TEN'] })
})

test('two that combine multiply: 10 % and 10 % off 12.00 are 9.72', () => {
  const both = [aCode('A', { isCombinable: true }), aCode('B', { isCombinable: true, number: 2 })]
  expect(buy({ promoCodes: both })).toMatchObject({ total: 972, uses: ['A', 'B'] })
  const mixed = [aCode('A', { isCombinable: true }), aCode('B', { number: 2 })]
  expect(buy({ promoCodes: mixed })).toMatchObject({ total: 1080, uses: ['A'] })
})

test('beside a discount of the order itself only a combinable code applies', () => {
  const order = { discount: { name: 'DEAL', percentage: 500_000 } }
  expect(buy({ promoCodes: [aCode('TEN')], order })).toMatchObject({ total: 600, uses: [] })
  expect(buy({ promoCodes: [aCode('TEN', { isCombinable: true })], order })).toMatchObject({ total: 540 })
})

test('selected items: the others keep their price', () => {
  const selective = aCode('TEN', { terms: { name: 'TEN', percentage: 100_000, offers: [other.path] } })
  expect(buy({ promoCodes: [selective], offers: [anOffer(), other] }).total).toBe(1740)
})

test('a fixed amount is taken off the whole basket once', () => {
  const five = aCode('FIVE', { terms: { name: 'FIVE', amount: { decimal: '5.00', currency: 'GBP' } } })
  expect(buy({ promoCodes: [five], offers: [anOffer(), other] }).total).toBe(1300)
})
