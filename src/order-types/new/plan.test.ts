import { expect, test } from 'vitest'
import { anItem, anOffer, anOrder, aPrice, buy, planned, someFacts } from '../../../test/support/plan.ts'
import { addInterval } from '../../domain/calendar.ts'
import type { Interval } from '../../domain/time.ts'

const month: Interval = { count: 1, unit: 'months' }
type Planned = ReturnType<typeof planned>

/** `[day, minor units, status]` of every schedule entry. */
const entries = ({ after }: Planned) =>
  after.schedules.map((entry) => [entry.dueOn, entry.amount, entry.status])
const pending = ({ after }: Planned) =>
  after.schedules.filter((entry) => entry.status === 'pending').map((entry) => [entry.dueOn, entry.amount])
const effects = ({ changeset }: Planned) => changeset.effects.map((effect) => effect.kind)

test('25 seats at £12.00 monthly: 300.00 today, the next twelve months written down', () => {
  const bought = buy(anOffer(), { item: { quantity: 25 } })
  expect(entries(bought)[0]).toEqual(['2026-06-10', 30000, 'invoiced'])
  expect(pending(bought)).toEqual(
    Array.from({ length: 12 }, (_, n) => [addInterval('2026-06-10', month, n + 1), 30000]),
  )
  const [invoice] = bought.after.invoices
  expect(invoice).toMatchObject({ total: 30000, balance: 30000, status: 'open', issuedOn: '2026-06-10' })
  expect(invoice?.lines).toMatchObject([
    {
      quantity: 25,
      unitAmount: 1200,
      amount: 30000,
      serviceStartOn: '2026-06-10',
      serviceEndOn: '2026-07-09',
    },
  ])
  expect(bought.after.subscriptions).toMatchObject([
    {
      status: 'active',
      startOn: '2026-06-10',
      termStartOn: '2026-06-10',
      termEndOn: '2027-06-10',
      quantity: 25,
    },
  ])
  expect(bought.after.entitlements).toMatchObject([{ name: '/entitlements/Digital', status: 'active' }])
  expect(bought.changeset.effects).toEqual([
    { kind: 'collect_payment', when: 'before', amount: 30000, currency: 'GBP' },
    { kind: 'mail_receipt', when: 'after', email: 'ada@example.com' },
  ])
})

test('£10.00 monthly from 31 January never drifts', () => {
  const offer = anOffer({ prices: [aPrice({ unitAmount: 1000 })] })
  const bought = buy(offer, { facts: { at: '2026-01-31T09:00:00.000Z' } })
  expect(entries(bought).map(([day]) => day)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
    '2026-06-30',
    '2026-07-31',
    '2026-08-31',
    '2026-09-30',
    '2026-10-31',
    '2026-11-30',
    '2026-12-31',
    '2027-01-31',
  ])
  const late = buy(offer, { facts: { at: '2028-02-10T00:00:00.000Z' }, order: { startAt: '2028-01-31' } })
  expect(pending(late)[0]).toEqual(['2028-02-29', 1000])
})

test('$75 for 52 weeks, then $31.96 every 4 weeks', () => {
  const offer = anOffer({
    currency: 'USD',
    prices: [
      aPrice({ name: 'first', unitAmount: 7500, interval: { count: 52, unit: 'weeks' }, repeatCount: 1 }),
      aPrice({
        name: 'then',
        unitAmount: 3196,
        interval: { count: 4, unit: 'weeks' },
        delay: { count: 52, unit: 'weeks' },
      }),
    ],
  })
  const bought = buy(offer, { facts: { at: '2026-03-02T10:00:00.000Z' } })
  expect(entries(bought)).toEqual([
    ['2026-03-02', 7500, 'invoiced'],
    ['2027-03-01', 3196, 'pending'],
  ])
  const later = buy(offer, { facts: { at: '2027-03-01T10:00:00.000Z' }, order: { startAt: '2026-03-02' } })
  expect(pending(later).slice(0, 3)).toEqual([
    ['2027-03-29', 3196],
    ['2027-04-26', 3196],
    ['2027-05-24', 3196],
  ])
  expect(bought.changeset.messages[0]?.text).toBe(
    'Business: 75.00 USD for the first 52 weeks; from 1 March 2027 31.96 USD every 4 weeks.',
  )
})

test('KWD 1.005 × 3 is 3.015', () => {
  const offer = anOffer({ currency: 'KWD', prices: [aPrice({ unitAmount: 1005 })] })
  expect(buy(offer, { item: { quantity: 3 } }).after.invoices[0]?.total).toBe(3015)
})

test('a 14-day trial in London across the clock change: first charge at local midnight, the card is saved today', () => {
  const offer = anOffer({ isTrial: true, prices: [aPrice({ delay: { count: 14, unit: 'days' } })] })
  const bought = buy(offer, { facts: { at: '2026-03-20T15:00:00.000Z', timeZone: 'Europe/London' } })
  expect(bought.after.invoices).toEqual([])
  expect(bought.after.schedules[0]).toMatchObject({
    status: 'pending',
    dueOn: '2026-04-03',
    dueAt: '2026-04-02T23:00:00.000Z',
  })
  expect(bought.after.subscriptions[0]?.status).toBe('active')
  expect(effects(bought)).toEqual(['save_payment_method', 'mail_receipt'])
  expect(bought.changeset.messages).toMatchObject([{ code: 'trial' }])
})

test('a one-time charge is charged once, and a delayed one on its day', () => {
  const once = aPrice({ name: 'setup', kind: 'one_time', interval: undefined, unitAmount: 5000 })
  const offer = anOffer({ prices: [once, { ...once, name: 'later', delay: { count: 3, unit: 'months' } }] })
  const bought = buy(offer)
  expect(entries(bought)).toEqual([
    ['2026-06-10', 5000, 'invoiced'],
    ['2026-09-10', 5000, 'pending'],
  ])
  expect(bought.after.invoices[0]?.lines[0]).toMatchObject({
    serviceStartOn: '2026-06-10',
    serviceEndOn: '2026-06-10',
  })
})

test('a price of three periods is charged three times', () => {
  const bought = buy(anOffer({ prices: [aPrice({ repeatCount: 3 })] }))
  expect(entries(bought).map(([day]) => day)).toEqual(['2026-06-10', '2026-07-10', '2026-08-10'])
})

test('without renewal nothing is charged from the end of the term on', () => {
  const offer = anOffer({
    autoRenew: false,
    initialTerm: { length: { count: 3, unit: 'months' }, renewalType: 'TERMED' },
  })
  const bought = buy(offer)
  expect(entries(bought).map(([day]) => day)).toEqual(['2026-06-10', '2026-07-10', '2026-08-10'])
  expect(bought.after.subscriptions[0]?.termEndOn).toBe('2026-09-10')
})

test('an evergreen subscription has no end of term', () => {
  const offer = anOffer({ initialTerm: { length: month, renewalType: 'EVERGREEN' } })
  expect(buy(offer).after.subscriptions[0]?.termEndOn).toBeUndefined()
})

test('at most 24 entries are written down, and at least one however far it is', () => {
  const daily = buy(anOffer({ prices: [aPrice({ interval: { count: 1, unit: 'days' } })] }))
  expect(pending(daily)).toHaveLength(24)
  const rarely = buy(anOffer({ prices: [aPrice({ interval: { count: 3, unit: 'years' } })] }))
  expect(pending(rarely)).toEqual([['2029-06-10', 1200]])
})

test('a later start: nothing today, the subscription waits, the first charge is on that day', () => {
  const bought = buy(anOffer(), { order: { startAt: '2026-12-01T00:00:00.000Z' } })
  expect(bought.after.invoices).toEqual([])
  expect(bought.after.subscriptions[0]).toMatchObject({
    status: 'pending',
    startOn: '2026-12-01',
    startAt: '2026-12-01T00:00:00.000Z',
  })
  expect(bought.after.subscriptionOffers[0]?.status).toBe('pending')
  expect(bought.after.entitlements[0]?.status).toBe('pending')
  expect(pending(bought)[0]).toEqual(['2026-12-01', 1200])
  expect(bought.changeset.effectiveOn).toBe('2026-12-01')
  expect(effects(bought)).toEqual(['save_payment_method', 'mail_receipt'])
})

test('back-dated: elapsed periods one line each on one invoice due today', () => {
  const bought = buy(anOffer(), { order: { startAt: '2026-03-31' } })
  expect(bought.after.invoices).toHaveLength(1)
  expect(bought.after.invoices[0]).toMatchObject({ issuedOn: '2026-06-10', total: 3600 })
  expect(bought.after.invoices[0]?.lines.map((line) => [line.serviceStartOn, line.serviceEndOn])).toEqual([
    ['2026-03-31', '2026-04-29'],
    ['2026-04-30', '2026-05-30'],
    ['2026-05-31', '2026-06-29'],
  ])
  expect(entries(bought).slice(0, 2)).toEqual([
    ['2026-06-10', 3600, 'invoiced'],
    ['2026-06-30', 1200, 'pending'],
  ])
  expect(bought.after.subscriptions[0]).toMatchObject({ status: 'active', startOn: '2026-03-31' })
})

test('back-dated past the one term it had: charged whole, over, nothing to come', () => {
  const offer = anOffer({ autoRenew: false, initialTerm: { length: month, renewalType: 'TERMED' } })
  const bought = buy(offer, { order: { startAt: '2026-03-31' } })
  expect(entries(bought)).toEqual([['2026-06-10', 1200, 'invoiced']])
  expect(bought.after.subscriptions[0]?.status).toBe('expired')
  expect(bought.after.entitlements[0]?.status).toBe('ended')
})

test.each([
  // 2026-06-11 in Auckland, 2026-06-10 in New York: the day of an instant is the account's.
  ['Pacific/Auckland', '2026-06-10T12:30:00.000Z', '2026-06-11'],
  ['America/New_York', '2026-06-11T03:30:00.000Z', '2026-06-10'],
])('in %s the instant %s is the day %s', (timeZone, at, day) => {
  expect(buy(anOffer(), { facts: { timeZone, at } }).after.subscriptions[0]?.startOn).toBe(day)
})

test('by invoice the order owes until the due day and collects nothing', () => {
  const bought = buy(anOffer(), { order: { paymentType: 'invoice' } })
  expect(bought.after.invoices[0]).toMatchObject({ status: 'open', balance: 1200, dueOn: '2026-07-10' })
  expect(bought.after.subscriptions[0]?.payment).toEqual({ type: 'invoice', paymentMethodId: undefined })
  expect(effects(bought)).toEqual(['mail_receipt'])
})

test('what costs nothing is invoiced, paid and not collected', () => {
  const bought = buy(anOffer({ prices: [aPrice({ unitAmount: 0 })] }))
  expect(bought.after.invoices[0]).toMatchObject({ total: 0, status: 'paid' })
  expect(effects(bought)).toEqual(['save_payment_method', 'mail_receipt'])
})

test('two offers and an add-on: two subscriptions, one invoice, the add-on rides on its offer', () => {
  const base = anOffer({ addOnPaths: ['/add_ons/Support'] })
  const other = anOffer({ id: 'c'.repeat(40), displayName: 'Other', prices: [aPrice({ unitAmount: 700 })] })
  const addOn = anOffer({
    id: 'd'.repeat(40),
    recordType: 'add_on',
    displayName: 'Support',
    path: '/add_ons/Support',
    prices: [aPrice({ unitAmount: 300 })],
  })
  const bought = planned(
    anOrder([
      anItem(base, { quantity: 2 }),
      anItem(other, { id: 'two' }),
      anItem(addOn, { id: 'three', parentId: 'one', quantity: 2 }),
    ]),
    someFacts([base, other, addOn]),
  )
  expect(bought.after.subscriptions.map((held) => held.orderItemId)).toEqual(['one', 'two'])
  expect(bought.after.subscriptionOffers.map((offer) => [offer.subtype, offer.subscriptionId])).toEqual([
    ['base', 'sub-sub/one'],
    ['add_on', 'sub-sub/one'],
    ['base', 'sub-sub/two'],
  ])
  expect(bought.after.invoices).toHaveLength(1)
  expect(bought.after.invoices[0]?.total).toBe(2 * 1200 + 2 * 300 + 700)
  expect(
    bought.after.schedules.filter((entry) => entry.dueOn === '2026-07-10').map((entry) => entry.amount),
  ).toEqual([3000, 700])
})

test('planned twice, an order comes to the very same', () => {
  const again = () => buy(anOffer(), { order: { startAt: '2026-03-31', billing: { city: 'London' } } })
  expect(again()).toEqual(again())
})
