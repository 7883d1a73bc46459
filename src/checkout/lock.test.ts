import { expect, test } from 'vitest'
import type { OrderItem } from '../domain/order.ts'
import { isRefused } from '../domain/refusal.ts'
import { applyLock } from './lock.ts'

const offer = { id: 'a'.repeat(40), version: 'b'.repeat(40) }
const item = (id: string, quantity: number): OrderItem => ({
  id,
  recordType: 'offer',
  parentId: undefined,
  offer,
  quantity,
})
const addOn = (id: string, parentId: string): OrderItem => ({
  ...item(id, 1),
  recordType: 'add_on',
  parentId,
})

const basket = [item('seats', 5), addOn('support', 'seats'), item('paper', 1)]
const all = [{ id: 'seats' }, { id: 'support' }, { id: 'paper' }]
const more = [{ id: 'seats', quantity: 6 }, { id: 'support' }, { id: 'paper' }]

test.each([
  ['hard', all, { seats: 5, support: 1, paper: 1 }],
  [
    'hard',
    [{ id: 'paper' }, { id: 'seats', quantity: 5 }, { id: 'support' }],
    { seats: 5, support: 1, paper: 1 },
  ],
  ['soft', more, { seats: 6, support: 1, paper: 1 }],
  ['none', more, { seats: 6, support: 1, paper: 1 }],
  ['none', [{ id: 'seats' }, { id: 'paper' }], { seats: 5, paper: 1 }],
  ['none', [{ id: 'paper', quantity: 2 }], { paper: 2 }],
  // An offer that goes takes its add-ons along.
  ['none', [{ id: 'paper' }, { id: 'support' }], { paper: 1 }],
] as const)('a %s lock lets %j leave %j', (lock, choice, left) => {
  const kept = applyLock(basket, choice, lock)
  if (isRefused(kept)) throw new Error(kept.detail)
  expect(Object.fromEntries(kept.map(({ id, quantity }) => [id, quantity]))).toEqual(left)
})

test.each([
  ['hard', 'another quantity', more, '/orderItems/0/quantity'],
  ['hard', 'fewer items', [{ id: 'seats' }], undefined],
  ['soft', 'fewer items', [{ id: 'seats' }, { id: 'support' }], undefined],
  ['none', 'nothing', [], undefined],
  ['none', 'an add-on alone', [{ id: 'support' }], undefined],
  ['none', 'an item that is not there', [...all, { id: 'gold' }], '/orderItems/3/id'],
  ['none', 'an item twice', [...all, { id: 'seats', quantity: 1 }], '/orderItems/3/id'],
] as const)('a %s lock refuses %s', (lock, _, choice, pointer) => {
  const refused = applyLock(basket, choice, lock)
  expect(refused).toMatchObject({ code: 'basket_differs', errors: pointer ? [{ pointer }] : [] })
})
