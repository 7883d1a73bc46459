import { expect, test } from 'vitest'
import { passTime, type Step, stateAfter, takeStep, tryStep } from '../../../test/support/history.ts'
import { anOffer, aPrice } from '../../../test/support/plan.ts'

const world = {
  offers: [
    anOffer({ prices: [aPrice({ unitAmount: 3000 })], initialTerm: undefined }),
    anOffer({
      id: 'c'.repeat(40),
      displayName: 'Training',
      prices: [aPrice({ name: 'training', kind: 'one_time', interval: undefined, unitAmount: 5000 })],
    }),
    anOffer({
      id: 'd'.repeat(40),
      displayName: 'Dollars',
      currency: 'USD',
      prices: [aPrice({ kind: 'one_time', interval: undefined })],
    }),
  ],
}
const buy = (more: object = {}): Step => ({
  at: '2026-04-01T12:00:00.000Z',
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0 }],
    payment: { type: 'sandbox', sandbox: { token: 'tok_ok' } },
    ...more,
  },
})
const order = (request: object): Step => ({ at: '2026-04-16T12:00:00.000Z', request: { ...request } })
const charge = (more: object = {}) => order({ order_type: 'add_charge', offer: 1, ...more })
const cancel = (cancelDate: string) => order({ order_type: 'cancel_subscription', cancelDate })
const bought = stateAfter(world, [buy()])

test('today: an invoice of its own, collected as the subscription pays; it is not held', () => {
  const { changeset, after } = takeStep(world, bought, charge({ quantity: 2 }), 1)
  expect(changeset.effects).toEqual([
    { kind: 'collect_payment', when: 'before', amount: 10_000, currency: 'GBP' },
  ])
  expect(after.invoices.map(({ total, balance }) => [total, balance])).toEqual([
    [3000, 0],
    [10_000, 10_000],
  ])
  const [held] = after.subscriptionOffers.filter(({ subtype }) => subtype === 'charge')
  expect(held).toMatchObject({ status: 'ended', startOn: '2026-04-16', endOn: '2026-04-17' })
  expect(after.pendingChanges.map(({ kind, status }) => [kind, status])).toEqual([['add_charge', 'done']])
})

test('on a later day: one line on the entry of that day, once', () => {
  const { changeset, after } = takeStep(world, bought, charge({ effectiveDate: '2026-05-10' }), 1)
  expect(changeset.effects).toEqual([])
  const days = after.schedules
    .filter(({ status }) => status === 'pending')
    .map(({ dueOn, amount }) => [dueOn, amount])
  expect(days.sort().slice(0, 3)).toEqual([
    ['2026-05-01', 3000],
    ['2026-05-10', 5000],
    ['2026-06-01', 3000],
  ])
  const later = passTime(after, '2027-05-02T00:00:00.000Z')
  expect(later.invoices.flatMap(({ lines }) => lines).filter(({ oneTime }) => oneTime)).toHaveLength(1)
  expect(later.pendingChanges.map(({ status }) => status)).toEqual(['done'])
  expect(later.subscriptionOffers.map(({ status }) => status)).toEqual(['active', 'ended'])
})

test('what is to come can be withdrawn, and is not charged then', () => {
  const state = stateAfter(world, [buy(), charge({ effectiveDate: '2026-05-10' })])
  const id = state.pendingChanges[0]?.id
  const updates = [{ type: 'withdraw', id }]
  const parsable = {
    ...state,
    pendingChanges: state.pendingChanges.map((change) => ({
      ...change,
      id: `pending_change-${'0'.repeat(32)}`,
    })),
  }
  const step = takeStep(
    world,
    parsable,
    order({
      order_type: 'update_subscription',
      updates: updates.map((update) => ({ ...update, id: `pending_change-${'0'.repeat(32)}` })),
    }),
    2,
  )
  expect(
    step.after.schedules.filter(({ status, dueOn }) => status === 'pending' && dueOn === '2026-05-10'),
  ).toEqual([])
})

test('it stands in the way of nothing: not of another one, nor of the end of the subscription after it', () => {
  const state = stateAfter(world, [buy(), charge({ effectiveDate: '2026-05-10' })])
  expect(takeStep(world, state, charge({ effectiveDate: '2026-05-10' }), 2).after.schedules).toContainEqual(
    expect.objectContaining({ dueOn: '2026-05-10', amount: 10_000 }),
  )
  expect(takeStep(world, state, cancel('2026-05-11'), 2).after.subscriptions[0]?.cancelOn).toBe('2026-05-11')
  expect(tryStep(world, state, cancel('2026-05-10'), 2)).toMatchObject({ code: 'change_pending' })
})

test.each([
  ['a price that recurs', { offer: 0 }, 'invalid_request'],
  ['another currency', { offer: 2 }, 'mixed_currencies'],
  ['too many', { quantity: 101 }, 'quantity_not_allowed'],
  ['a day that has passed', { effectiveDate: '2026-04-15' }, 'effective_date_passed'],
])('%s is refused', (_, more, code) => {
  expect(tryStep(world, bought, charge(more), 1)).toMatchObject({ code })
})

test('on the day of the cancellation and later nothing can be charged', () => {
  const state = stateAfter(world, [buy(), cancel('2026-05-10')])
  expect(tryStep(world, state, charge({ effectiveDate: '2026-05-10' }), 2)).toMatchObject({
    code: 'change_pending',
    extra: { pending_change: { kind: 'cancellation' } },
  })
  expect(takeStep(world, state, charge({ effectiveDate: '2026-05-09' }), 2).changeset.effectiveOn).toBe(
    '2026-05-09',
  )
})
