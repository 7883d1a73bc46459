import { expect, test } from 'vitest'
import { type Step, stateAfter, takeStep, type World } from '../../../test/support/history.ts'
import { anOffer, aPrice } from '../../../test/support/plan.ts'
import type { Offer } from '../../domain/offer.ts'

/** What updates come to, beside the figures of the examples. */

const term = { length: { count: 1, unit: 'months' }, renewalType: 'TERMED' } as const

function offer(n: number, name: string, unitAmount: number, more: Partial<Offer> = {}): Offer {
  return anOffer({
    id: String(n).repeat(40),
    displayName: name,
    path: `/offers2/${name}`,
    prices: [aPrice({ unitAmount })],
    initialTerm: term,
    renewalTerm: term,
    ...more,
  })
}

const support = offer(2, 'Support', 900, { recordType: 'add_on', path: '/add_ons/Support' })
const world: World = {
  offers: [
    offer(0, 'Seats', 1200, { addOnPaths: ['/add_ons/Support'] }),
    offer(1, 'Pro', 6000),
    support,
    offer(3, 'Plus', 2000, { addOnPaths: ['/add_ons/Support'] }),
  ],
}

const bought: Step = {
  at: '2026-06-10T09:00:00.000Z',
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0, quantity: 10 }],
    customerDetails: { email: 'ada@example.com' },
    payment: { type: 'invoice' },
  },
}

const update = (at: string, ...updates: readonly object[]): Step => ({
  at,
  request: { order_type: 'update_subscription', updates },
})

const seats = (quantity: number, more: object = {}) => ({
  type: 'update_quantity',
  record_type: 'offer',
  offer: 0,
  quantity,
  ...more,
})

const later = '2026-06-25T09:00:00.000Z'
const now = { effective_date: '2026-06-25' }

function updated(step: Step, history: readonly Step[] = [bought]) {
  return takeStep(world, stateAfter(world, history), step, history.length)
}

const refusalOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return String(error)
  }
  return 'not refused'
}

test('what was added last goes first, each for its own days, and the whole is never more than was charged', () => {
  const { after } = updated(update('2026-07-01T09:00:00.000Z', seats(9, { effective_date: '2026-07-01' })), [
    bought,
    update(later, seats(15)),
  ])
  // 9 of 30 days: five that were added, one of the first ten.
  expect(
    after.creditMemos.flatMap(({ lines }) => lines.map(({ quantity, amount }) => [quantity, amount])),
  ).toEqual([
    [5, 1800],
    [1, 360],
  ])
})

test('several updates on several days are changes of their own, each on the state the one before leads to', () => {
  const { after } = updated(
    update(
      later,
      seats(12, now),
      { type: 'add', record_type: 'add_on', offer: 2, effective_date: '2026-07-10' },
      { type: 'remove', record_type: 'add_on', offer: 2, effective_date: '2026-09-10' },
    ),
  )
  expect(after.pendingChanges.map(({ effectiveOn, status }) => [effectiveOn, status])).toEqual([
    ['2026-06-25', 'done'],
    ['2026-07-10', 'pending'],
    ['2026-09-10', 'pending'],
  ])
  const due = after.schedules
    .filter(({ status }) => status === 'pending')
    .slice(0, 3)
    .map(({ dueOn, amount }) => [dueOn, amount])
  expect(due).toEqual([
    ['2026-07-10', 15_300],
    ['2026-08-10', 15_300],
    ['2026-09-10', 14_400],
  ])
})

test('an add-on that the offer to come does not allow is refused, naming that change', () => {
  const toPro: Step = {
    at: later,
    request: { order_type: 'change_offer', offer: 1, effectiveDate: '2026-07-10' },
  }
  const add = update(later, { type: 'add', record_type: 'add_on', offer: 2 })
  expect(refusalOf(() => updated(add, [bought, toPro]))).toMatch(/change_pending.*Pro/)
  const toPlus: Step = { ...toPro, request: { ...toPro.request, offer: 3 } }
  expect(refusalOf(() => updated(add, [bought, toPlus]))).toBe('not refused')
})

test.each([
  ['change_pending', [bought, update(later, seats(4))], update(later, seats(5))],
  [
    'change_pending',
    [bought, { at: later, request: { order_type: 'cancel_subscription' } }],
    update(later, seats(5, { effective_date: '2026-07-10' })),
  ],
  ['nothing_to_change', [bought], update(later, seats(10))],
  ['quantity_not_allowed', [bought], update(later, seats(101))],
  ['not_found', [bought], update(later, { type: 'remove', record_type: 'add_on', offer: 2 })],
  [
    'add_on_not_allowed',
    [bought],
    update(
      later,
      { type: 'add', record_type: 'offer', offer: 1, ...now },
      { type: 'add', record_type: 'add_on', offer: 2 },
    ),
  ],
  ['cancel_subscription', [bought], update(later, { type: 'remove', record_type: 'offer', offer: 0 })],
  [
    'one offer',
    [bought],
    update(
      later,
      { type: 'add', record_type: 'offer', offer: 1 },
      { type: 'add', record_type: 'offer', offer: 3 },
    ),
  ],
  [
    'Remove all 10',
    [bought],
    update(
      later,
      { type: 'add', record_type: 'offer', offer: 1 },
      { type: 'remove', record_type: 'offer', offer: 0, quantity: 3 },
    ),
  ],
  [
    'one day',
    [bought],
    update(
      later,
      { type: 'add', record_type: 'offer', offer: 1, ...now },
      { type: 'remove', record_type: 'offer', offer: 0, effective_date: '2026-07-10' },
    ),
  ],
])('refused: %s', (text, history, step) => {
  expect(refusalOf(() => updated(step, history))).toContain(text)
})
