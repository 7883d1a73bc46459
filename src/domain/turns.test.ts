import { expect, test } from 'vitest'
import { passTime, type Step, stateAfter } from '../../test/support/history.ts'
import { anOffer, aPrice } from '../../test/support/plan.ts'
import type { CustomerState } from './customer-state.ts'
import type { Term } from './offer.ts'

/** Days on which a subscription takes a turn: terms end, changes take hold, it ends. */

const month = { count: 1, unit: 'months' } as const
const monthly: Term = { length: month, renewalType: 'TERMED' }
const offers = [
  anOffer({ id: '0'.repeat(40), prices: [aPrice({ unitAmount: 3000 })], initialTerm: monthly }),
  anOffer({
    id: '1'.repeat(40),
    displayName: 'Once',
    prices: [aPrice({ unitAmount: 6000 })],
    initialTerm: { length: { count: 2, unit: 'months' }, renewalType: 'TERMED' },
    autoRenew: false,
  }),
  anOffer({
    id: '2'.repeat(40),
    displayName: 'Next',
    prices: [aPrice({ unitAmount: 9000 })],
    initialTerm: undefined,
    switchDate: 'next_charge',
  }),
  anOffer({
    id: '3'.repeat(40),
    displayName: 'Year',
    prices: [aPrice({ interval: { count: 1, unit: 'years' } })],
  }),
]
const world = {
  offers: [...offers, anOffer({ id: '4'.repeat(40), displayName: 'Open', initialTerm: undefined })],
}

const at = (day: string) => `${day}T09:00:00.000Z`
const buy = (day: string, offer = 0): Step => ({
  at: at(day),
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer, quantity: 2 }],
    customerDetails: { email: 'ada@example.com' },
    payment: { type: 'invoice' },
  },
})
const order = (day: string, order_type: string, more: object): Step => ({
  at: at(day),
  request: { order_type, ...more },
})

const termOf = ({ subscriptions }: CustomerState) =>
  subscriptions.map(({ termStartOn, termEndOn }) => `${termStartOn} to ${termEndOn}`).join()

test('terms from the 31st end when months do, and never drift', () => {
  let state = stateAfter(world, [buy('2026-01-31')])
  const terms = ['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31'].map((day) => {
    state = passTime(state, at(day))
    return termOf(state)
  })
  expect(terms).toEqual([
    '2026-02-28 to 2026-03-31',
    '2026-03-31 to 2026-04-30',
    '2026-04-30 to 2026-05-31',
    '2026-05-31 to 2026-06-30',
  ])
})

test('a term that goes on through a change is the one that runs on its day', () => {
  const planned = [
    buy('2026-01-31'),
    order('2026-02-03', 'change_offer', { offer: 0, quantity: 3, effectiveDate: '2026-03-10' }),
  ]
  expect(termOf(passTime(stateAfter(world, planned), at('2026-03-10')))).toBe('2026-02-28 to 2026-03-31')
})

const linesOf = ({ invoices, creditMemos, subscriptions }: CustomerState) => ({
  status: subscriptions[0]?.status,
  lines: [...invoices.flatMap(({ lines }) => lines), ...creditMemos.flatMap(({ lines }) => lines)]
    .map((line) => `${line.serviceStartOn} ${line.serviceEndOn} ${line.amount}`)
    .sort(),
})

test.each([
  [
    'to an offer that ends by itself',
    [order('2026-02-03', 'change_offer', { offer: 1, effectiveDate: '2026-05-10' })],
  ],
  [
    'to an offer that goes on, from one that would end',
    [
      order('2026-02-03', 'change_offer', { offer: 1 }),
      order('2026-02-04', 'change_offer', { offer: 0, effectiveDate: '2026-03-20' }),
    ],
  ],
  [
    'cancelled on a day to come, with credit',
    [order('2026-02-03', 'cancel_subscription', { cancelDate: '2026-04-10', settle: 'credit' })],
  ],
])('%s: nobody looks for two years, and the same comes of it as of looking every day', (_, steps) => {
  const start = stateAfter(world, [buy('2026-01-31'), ...steps])
  let daily = start
  for (let n = 3; n < 733; n += 1) daily = passTime(daily, new Date(Date.UTC(2026, 1, n)).toISOString())
  expect(linesOf(passTime(start, '2028-02-03T00:00:00.000Z'))).toEqual(linesOf(daily))
})

test('the schedule ahead ends where a change to come makes the subscription end', () => {
  const planned = [
    buy('2026-01-31'),
    order('2026-02-03', 'change_offer', { offer: 1, effectiveDate: '2026-05-10' }),
  ]
  const { schedules } = passTime(stateAfter(world, planned), at('2026-03-05'))
  const ahead = schedules.filter(({ status }) => status === 'pending').map(({ dueOn }) => dueOn)
  expect(ahead.sort()).toEqual(['2026-03-31', '2026-04-30', '2026-05-10', '2026-05-31', '2026-06-30'])
})

test('without a term, fewer wait for the end of what is charged for what is held, not of what was given back', () => {
  const monthlyInsteadOfYearly = [
    buy('2026-02-01', 3),
    order('2026-02-03', 'change_offer', { offer: 4, effectiveDate: '2026-02-03' }),
  ]
  const fewer = order('2026-02-05', 'update_subscription', {
    updates: [{ type: 'update_quantity', record_type: 'offer', offer: 4, quantity: 1 }],
  })
  const { pendingChanges } = stateAfter(world, [...monthlyInsteadOfYearly, fewer])
  expect(pendingChanges.at(-1)?.effectiveOn).toBe('2026-03-03')
})

test('a cancellation that is taken back does not hide the next charge', () => {
  const steps = [
    buy('2026-02-01'),
    order('2026-02-03', 'cancel_subscription', {}),
    order('2026-02-05', 'change_offer', { offer: 2 }),
  ]
  expect(stateAfter(world, steps).pendingChanges.at(-1)).toMatchObject({
    status: 'pending',
    effectiveOn: '2026-03-01',
  })
})
