import { expect, test } from 'vitest'
import { anItem, anOffer, anOrder, aPrice, buy, someFacts } from '../../../test/support/plan.ts'
import type { Offer, Price } from '../../domain/offer.ts'
import type { GiftWish } from '../../domain/order.ts'
import { planNew } from './plan.ts'

const aGift = (offer: Partial<Offer> = {}) => anOffer({ isGift: true, autoRenew: false, ...offer })

const wishOf = (wish: Partial<GiftWish>): GiftWish => ({
  isGift: true,
  recipient: undefined,
  sendEmail: undefined,
  startNow: undefined,
  message: undefined,
  deliverAt: undefined,
  ...wish,
})

const rec = { email: 'rec@example.com' }
const today = '2026-06-10'

test('it waits: nothing is scheduled, nothing renews, nothing is entitled to yet', () => {
  const { after } = buy(aGift({ autoRenew: true }))
  expect(after.subscriptions).toMatchObject([
    { status: 'Initial', autoRenew: false, termEndOn: undefined, term: { renewalType: 'TERMED' } },
  ])
  expect(after.schedules).toEqual([])
  expect(after.entitlements).toMatchObject([{ status: 'pending' }])
  expect(after.gifts).toMatchObject([{ status: 'waiting', name: 'Business', delivery: 'none' }])
})

const year = { length: { count: 12, unit: 'months' }, renewalType: 'TERMED' } as const
const everyMonth = (price: Partial<Price> = {}) =>
  aPrice({ interval: { count: 1, unit: 'months' }, ...price })
const once = aPrice({ name: 'once', kind: 'one_time', interval: undefined, unitAmount: 8900 })

const terms: [string, Partial<Offer>, number, readonly number[]][] = [
  ['a year by the month', { prices: [everyMonth()], initialTerm: year }, 1, [14400]],
  ['three of it', { prices: [everyMonth()], initialTerm: year }, 3, [43200]],
  ['once for a year', { prices: [once], initialTerm: year }, 1, [8900]],
  ['once and by the month', { prices: [once, everyMonth()], initialTerm: year }, 1, [8900, 14400]],
  ['without a term one period', { prices: [everyMonth()], initialTerm: undefined }, 1, [1200]],
  ['without a term once', { prices: [once], initialTerm: undefined }, 1, [8900]],
  [
    'an introduction, then the price',
    {
      prices: [
        everyMonth({ name: 'intro', unitAmount: 100, repeatCount: 2 }),
        everyMonth({ delay: { count: 2, unit: 'months' } }),
      ],
      initialTerm: year,
    },
    1,
    [200, 12000],
  ],
  [
    'a month free at first',
    { prices: [everyMonth({ delay: { count: 1, unit: 'months' } })], initialTerm: year },
    1,
    [13200],
  ],
]

test.each(terms)('%s: the whole term is due today, a line for each charge', (_, offer, quantity, amounts) => {
  const { after } = buy(aGift(offer), { item: { quantity } })
  const [invoice] = after.invoices
  expect(invoice?.lines.map(({ amount }) => amount)).toEqual(amounts)
  for (const line of invoice?.lines ?? [])
    expect(line).toMatchObject({
      oneTime: true,
      quantity,
      amount: line.unitAmount * quantity,
      serviceStartOn: today,
      serviceEndOn: today,
    })
})

test.each([
  ['nobody to send it to', undefined, 'none', undefined],
  ['somebody to send it to', wishOf({ recipient: rec }), 'sent', today],
  ['the buyer hands it over', wishOf({ recipient: rec, sendEmail: false }), 'none', undefined],
  ['on a day', wishOf({ recipient: rec, deliverAt: '2026-12-24' }), 'scheduled', '2026-12-24'],
  ['on a day, but to nobody', wishOf({ recipient: {}, deliverAt: '2026-12-24' }), 'none', undefined],
  ['at an instant of today', wishOf({ recipient: rec, deliverAt: `${today}T23:00:00.000Z` }), 'sent', today],
])('delivery: %s', (_, gift, delivery, deliverOn) => {
  const { after } = buy(aGift(), { order: { gift } })
  expect(after.gifts).toMatchObject([{ delivery, deliverOn }])
})

test('each offer makes a gift of its own, and an add-on rides on its', () => {
  const addOn = anOffer({ id: 'c'.repeat(40), recordType: 'add_on', path: '/add_ons/X', displayName: 'X' })
  const one = aGift({ addOnPaths: ['/add_ons/X'] })
  const two = aGift({ id: 'd'.repeat(40) })
  const items = [
    anItem(one, { id: 'one' }),
    anItem(addOn, { id: 'on-one', parentId: 'one' }),
    anItem(two, { id: 'two' }),
  ]
  const changeset = planNew(anOrder(items), someFacts([one, addOn, two]))
  if ('refused' in changeset) throw new Error(changeset.detail)
  const gifts = changeset.changes.flatMap((change) => (change.kind === 'make_gift' ? [change.gift] : []))
  expect(gifts).toHaveLength(2)
  expect(new Set(gifts.flatMap(({ id, codeHash, checkoutId }) => [id, codeHash, checkoutId])).size).toBe(6)
})

test('whoever buys a gift that may be held once does not hold it', () => {
  const offer = aGift({ blockMultiple: true })
  const { changeset } = buy(offer, { facts: { heldOfferIds: new Set([offer.id]) } })
  expect(changeset.changes.map(({ kind }) => kind)).toContain('make_gift')
})

const refused: [string, Offer, Partial<Parameters<typeof anOrder>[1]>, string, string][] = [
  ['what is no gift', anOffer(), { gift: wishOf({}) }, 'not_a_gift', '/orderItems/0/offer'],
  [
    'a recipient of what is no gift',
    anOffer(),
    { gift: wishOf({ isGift: undefined, recipient: rec }) },
    'not_a_gift',
    '/orderItems/0/offer',
  ],
  ['a gift that shall be none', aGift(), { gift: wishOf({ isGift: false }) }, 'not_a_gift', '/isGift'],
  ['a gift with a start', aGift(), { startAt: '2026-07-01' }, 'invalid_request', '/orderDate'],
  [
    'a delivery in the past',
    aGift(),
    { gift: wishOf({ recipient: rec, deliverAt: '2026-06-09' }) },
    'delivery_date_out_of_range',
    '/recipientDetails/deliveryDate',
  ],
  [
    'a delivery in two years',
    aGift(),
    { gift: wishOf({ recipient: rec, deliverAt: '2028-06-10' }) },
    'delivery_date_out_of_range',
    '/recipientDetails/deliveryDate',
  ],
  [
    'at once and later',
    aGift(),
    { gift: wishOf({ recipient: rec, startNow: true, deliverAt: '2026-12-24' }) },
    'invalid_request',
    '/recipientDetails/startNow',
  ],
]

test.each(refused)('%s is refused', (_, offer, order, code, pointer) => {
  const refusal = planNew(anOrder([anItem(offer)], order), someFacts([offer]))
  expect(refusal).toMatchObject({ refused: true, code, errors: [{ pointer, code }] })
})

test('a gift and something else are two orders', () => {
  const plain = anOffer({ id: 'c'.repeat(40) })
  const items = [anItem(aGift(), { id: 'one' }), anItem(plain, { id: 'two' })]
  expect(planNew(anOrder(items), someFacts([aGift(), plain]))).toMatchObject({
    code: 'not_a_gift',
    errors: [{ pointer: '/orderItems/1/offer' }],
  })
})
