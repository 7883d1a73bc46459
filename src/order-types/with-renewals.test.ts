import { expect, test } from 'vitest'
import { passTime, type Step, stateAfter, takeStep, tryStep } from '../../test/support/history.ts'
import { anOffer, aPrice } from '../../test/support/plan.ts'
import type { CustomerState } from '../domain/customer-state.ts'

const quarter = { length: { count: 3, unit: 'months' }, renewalType: 'TERMED' } as const
const term = { initialTerm: quarter, renewalTerm: quarter }
const welcome = anOffer({
  ...term,
  displayName: 'Welcome',
  prices: [aPrice({ unitAmount: 100 })],
  renewalOffer: '/offers2/Standard',
})
const standard = anOffer({
  ...term,
  id: 'c'.repeat(40),
  displayName: 'Standard',
  prices: [aPrice({ unitAmount: 1000 })],
})
const plain = anOffer({
  ...term,
  id: 'd'.repeat(40),
  displayName: 'Plain',
  prices: [aPrice({ unitAmount: 500 })],
})
const dollars = anOffer({
  ...term,
  id: 'e'.repeat(40),
  displayName: 'Dollars',
  currency: 'USD',
})
const world = { offers: [welcome, standard, plain, dollars] }

const buy = (more: object = {}): Step => ({
  at: '2026-01-31T12:00:00.000Z',
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0 }],
    payment: { type: 'invoice' },
    ...more,
  },
})
const order = (request: object, at = '2026-02-10T12:00:00.000Z'): Step => ({ at, request: { ...request } })
const cancel = (more: object = {}) => order({ order_type: 'cancel_subscription', ...more })
const bought = stateAfter(world, [buy()])
const toCome = ({ pendingChanges }: CustomerState) =>
  pendingChanges
    .filter(({ status }) => status === 'pending')
    .map(({ kind, effectiveOn, automatic }) => [kind, effectiveOn, automatic])
const charged = ({ invoices }: CustomerState) =>
  invoices.flatMap(({ lines }) => lines.map((line) => [line.serviceStartOn, line.amount]))
const held = ({ subscriptionOffers }: CustomerState) =>
  subscriptionOffers.filter(({ status }) => status === 'active').map(({ name }) => name)

test('from the start it stands in the list and in the schedule, and the preview says so', () => {
  const { after, changeset } = takeStep(world, { ...bought, ...emptied }, buy(), 0)
  expect(toCome(after)).toEqual([['renewal', '2026-04-30', true]])
  const days = after.schedules
    .filter(({ status }) => status === 'pending')
    .map(({ dueOn, amount }) => [dueOn, amount])
  expect(days.sort().slice(0, 4)).toEqual([
    ['2026-02-28', 100],
    ['2026-03-31', 100],
    ['2026-04-30', 1000],
    ['2026-05-31', 1000],
  ])
  expect(changeset.messages.map(({ text }) => text).join(' ')).toContain(
    'On 30 April 2026: Welcome renews as Standard.',
  )
})

test('when its term ends, and every term after, it costs what the other offer costs', () => {
  const after = passTime(bought, '2026-08-31T00:00:00.000Z', world)
  expect(after.subscriptions[0]).toMatchObject({
    status: 'active',
    name: 'Standard',
    termStartOn: '2026-07-31',
    termEndOn: '2026-10-31',
  })
  expect(charged(after)).toEqual([
    ['2026-01-31', 100],
    ['2026-02-28', 100],
    ['2026-03-31', 100],
    ['2026-04-30', 1000],
    ['2026-05-31', 1000],
    ['2026-06-30', 1000],
    ['2026-07-31', 1000],
    ['2026-08-31', 1000],
  ])
  expect(held(after)).toEqual(['Standard'])
})

test('what it renews as may renew as another in its turn, however long nobody looked', () => {
  const chain = {
    offers: [
      welcome,
      { ...standard, renewalOffer: plain.id },
      { ...plain, renewalOffer: '/offers2/Welcome' },
    ],
  }
  const start = stateAfter(chain, [buy()])
  const leap = passTime(start, '2026-08-31T00:00:00.000Z', chain)
  const daily = ['2026-04-30', '2026-05-31', '2026-07-31', '2026-08-31'].reduce(
    (state, day) => passTime(state, `${day}T00:00:00.000Z`, chain),
    start,
  )
  for (const state of [leap, daily]) {
    expect(charged(state).map(([, amount]) => amount)).toEqual([100, 100, 100, 1000, 1000, 1000, 500, 500])
    expect(toCome(state)).toEqual([['renewal', '2026-10-31', true]])
  }
})

test('a cancellation when the term ends stands beside it, and nothing renews; taken back, it renews', () => {
  const state = stateAfter(world, [buy(), cancel()])
  expect(toCome(state)).toEqual([
    ['renewal', '2026-04-30', true],
    ['cancellation', '2026-04-30', undefined],
  ])
  const over = passTime(state, '2026-07-01T00:00:00.000Z', world)
  expect(over.subscriptions[0]?.status).toBe('cancelled')
  expect(charged(over)).toHaveLength(3)
  expect(over.pendingChanges.map(({ status }) => status).sort()).toEqual(['done', 'withdrawn'])
  const id = state.pendingChanges.find(({ kind }) => kind === 'cancellation')?.id
  const back = takeStep(
    world,
    state,
    order({ order_type: 'update_subscription', updates: [{ type: 'withdraw', id }] }),
    2,
  )
  expect(charged(passTime(back.after, '2026-04-30T00:00:00.000Z', world)).at(-1)).toEqual([
    '2026-04-30',
    1000,
  ])
})

test('a cancellation in the next term lets it renew before', () => {
  const state = stateAfter(world, [buy(), cancel({ cancelDate: '2026-05-31' })])
  const over = passTime(state, '2026-07-01T00:00:00.000Z', world)
  expect(charged(over).at(-1)).toEqual(['2026-04-30', 1000])
  expect(over.subscriptions[0]).toMatchObject({ status: 'cancelled', name: 'Standard' })
})

test('another offer takes its renewal along: it renews as itself', () => {
  const { after } = takeStep(world, bought, order({ order_type: 'change_offer', offer: 2 }), 1)
  expect(toCome(after)).toEqual([])
  const renewed = passTime(after, '2026-05-31T00:00:00.000Z', world)
  expect(held(renewed)).toEqual(['Plain'])
})

test('another quantity renews as that quantity', () => {
  const updates = [{ type: 'add', record_type: 'offer', ...refOf(welcome), quantity: 2 }]
  const { after } = takeStep(world, bought, order({ order_type: 'update_subscription', updates }), 1)
  expect(toCome(after)).toEqual([['renewal', '2026-04-30', true]])
  const renewed = passTime(after, '2026-04-30T00:00:00.000Z', world)
  expect(charged(renewed).at(-1)?.[1]).toBeGreaterThanOrEqual(2000)
  expect(renewed.subscriptions[0]?.quantity).toBe(renewed.subscriptionOffers.at(-1)?.quantity)
})

test('renewed by hand it keeps what it holds for one more term, and renews as the other one then', () => {
  const { after } = takeStep(world, bought, order({ order_type: 'renew', orderItems: [{ offer: 2 }] }), 1)
  expect(toCome(after)).toEqual([['renewal', '2026-04-30', undefined]])
  expect(held(passTime(after, '2026-04-30T00:00:00.000Z', world))).toEqual(['Plain'])
})

test('it follows from the offer, so it is not withdrawn by itself', () => {
  const id = bought.pendingChanges[0]?.id
  const updates = [{ type: 'withdraw', id }]
  expect(tryStep(world, bought, order({ order_type: 'update_subscription', updates }), 1)).toMatchObject({
    code: 'conflict',
    errors: [{ pointer: '/updates/0/id' }],
  })
})

test.each([
  ['that nobody knows', { renewalOffer: '/offers2/Nowhere' }],
  ['in another currency', { renewalOffer: '/offers2/Dollars' }],
  ['that it is itself', { renewalOffer: '/offers2/Welcome' }],
  ['although it does not renew', { renewalOffer: '/offers2/Standard', autoRenew: false }],
])('an offer %s: it renews as what was bought, or not at all', (_, more) => {
  const offers = [{ ...welcome, ...more }, standard, plain, dollars]
  expect(toCome(stateAfter({ offers }, [buy()]))).toEqual([])
})

const emptied = { subscriptions: [], subscriptionOffers: [], pendingChanges: [], schedules: [], invoices: [] }

function refOf({ id, version }: { readonly id: string; readonly version: string }) {
  return { id, version }
}
