import { expect, test } from 'vitest'
import { type Step, stateAfter, takeStep } from '../../../test/support/history.ts'
import { anOffer, aPrice } from '../../../test/support/plan.ts'
import type { DiscountTerms } from '../../domain/discount-terms.ts'
import { isRefused } from '../../domain/refusal.ts'
import { planAddOffer } from './plan.ts'

const half: DiscountTerms = { name: 'Half price', percentage: 500_000, length: { count: 2, unit: 'months' } }

function aDiscount(terms: DiscountTerms, more: object = {}) {
  return anOffer({
    id: 'd'.repeat(40),
    displayName: terms.name,
    currency: terms.amount?.currency ?? '',
    prices: [],
    discount: terms,
    ...more,
  })
}

const monthly = anOffer({ prices: [aPrice({ unitAmount: 999 })] })
const bought: Step = {
  at: '2026-06-10T12:00:00.000Z',
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0 }],
    customerDetails: { email: 'ada@example.com' },
    payment: { type: 'invoice' },
  },
}
const add = (more: object = {}, at = '2026-06-20T12:00:00.000Z'): Step => ({
  at,
  request: { order_type: 'add_offer', offer: 1, ...more },
})

function run(steps: readonly Step[], discount = aDiscount(half), base = monthly) {
  const world = { offers: [base, discount] }
  const before = stateAfter(world, steps.slice(0, -1))
  const last = steps.at(-1)
  if (last === undefined) throw new Error('no step')
  return takeStep(world, before, last, steps.length)
}

const upcoming = ({ after }: ReturnType<typeof run>) =>
  after.schedules.filter(({ status }) => status === 'pending').map(({ dueOn, amount }) => [dueOn, amount])

test('bought on a day on which something was charged: the charge of today stays, two later ones are halved', () => {
  const done = run([bought, add({}, '2026-07-10T12:00:00.000Z')])
  expect(done.after.invoices.map(({ total }) => total)).toEqual([999, 999])
  expect(upcoming(done).slice(0, 3)).toEqual([
    ['2026-08-10', 500],
    ['2026-09-10', 500],
    ['2026-10-10', 999],
  ])
  expect(done.after.subscriptionOffers[1]).toMatchObject({
    subtype: 'discount',
    status: 'active',
    startOn: '2026-07-10',
    endOn: '2026-10-10',
  })
})

test('on a later day it waits in the list of changes, and begins on it', () => {
  const done = run([bought, add({ effectiveDate: '2026-08-10' })])
  expect(done.after.pendingChanges).toMatchObject([{ status: 'pending', effectiveOn: '2026-08-10' }])
  expect(upcoming(done).slice(0, 4)).toEqual([
    ['2026-07-10', 999],
    ['2026-08-10', 500],
    ['2026-09-10', 500],
    ['2026-10-10', 999],
  ])
  const later = run([
    bought,
    add({ effectiveDate: '2026-08-10' }),
    {
      at: '2026-08-11T12:00:00.000Z',
      request: { order_type: 'cancel_intent' },
    },
  ])
  expect(later.after.invoices.map(({ total }) => total)).toEqual([999, 1499])
  expect(later.after.subscriptionOffers[1]).toMatchObject({ status: 'active' })
})

test('two different discounts multiply', () => {
  const tenth = aDiscount({ name: 'Tenth', percentage: 100_000 }, { id: 'e'.repeat(40) })
  const world = { offers: [monthly, aDiscount(half), tenth] }
  const steps = [bought, add(), add({ offer: 2 }, '2026-06-21T12:00:00.000Z')]
  expect(stateAfter(world, steps).schedules.filter(({ status }) => status === 'pending')[0]?.amount).toBe(450)
})

test('a cancellation to come is taken back by a save offer, and by nothing else', () => {
  const cancelled: Step = {
    at: '2026-06-15T12:00:00.000Z',
    request: { order_type: 'cancel_subscription', cancelDate: '2026-08-10' },
  }
  const saved = run([bought, cancelled, add({ change_type: 'cancel_save' })])
  expect(saved.after.subscriptions[0]?.cancelOn).toBeUndefined()
  expect(saved.changeset.messages.map(({ code }) => code)).toContain('cancellation_withdrawn')
  expect(upcoming(saved)).toHaveLength(12)
  const kept = run([bought, cancelled, add()])
  expect(kept.after.subscriptions[0]?.cancelOn).toBe('2026-08-10')
  expect(upcoming(kept)).toEqual([['2026-07-10', 500]])
})

test('another offer takes the place of the old one: a discount on the whole subscription stays', () => {
  const world = {
    offers: [
      monthly,
      aDiscount(half),
      anOffer({ id: 'f'.repeat(40), displayName: 'Large', prices: [aPrice({ unitAmount: 2000 })] }),
    ],
  }
  const change: Step = {
    at: '2026-07-10T12:00:00.000Z',
    request: { order_type: 'change_offer', offer: 2, effectiveDate: '2026-07-10' },
  }
  const before = stateAfter(world, [bought, add()])
  const { after } = takeStep(world, before, change, 2)
  // 5.00 for July is credited, 10.00 is charged.
  expect(after.creditMemos.map(({ total }) => total)).toEqual([500])
  expect(after.invoices.at(-1)?.total).toBe(1000)
  expect(
    after.schedules
      .filter(({ status }) => status === 'pending')
      .map(({ amount }) => amount)
      .slice(0, 2),
  ).toEqual([1000, 2000])
})

test('a discount for named offers goes on in another quantity, and ends with another offer', () => {
  const large = anOffer({ id: 'f'.repeat(40), displayName: 'Large', prices: [aPrice({ unitAmount: 2000 })] })
  const world = { offers: [monthly, large] }
  const discounted: Step = {
    at: bought.at,
    request: {
      ...bought.request,
      orderDiscount: {
        name: 'FOR BUSINESS',
        discountOverrides: {
          discountType: 'DiscountPercentage',
          percentageDiscount: 10,
          orderItemsWithSpecifiedDiscount: { discountedOffers: [monthly.path] },
        },
      },
    },
  }
  const before = stateAfter(world, [discounted])
  const change = (request: object): Step => ({
    at: '2026-07-10T12:00:00.000Z',
    request: { order_type: 'change_offer', effectiveDate: '2026-07-10', ...request },
  })
  const amounts = (after: typeof before) =>
    after.schedules.filter(({ status }) => status === 'pending').map(({ amount }) => amount)[0]
  const three = takeStep(world, before, change({ offer: 0, quantity: 3 }), 2)
  expect(amounts(three.after)).toBe(2697)
  const other = takeStep(world, before, change({ offer: 1 }), 2)
  expect(amounts(other.after)).toBe(2000)
  expect(other.changeset.messages).toContainEqual(
    expect.objectContaining({ code: 'discount_ends', level: 'warning' }),
  )
})

const refusedBy = (steps: readonly Step[], discount = aDiscount(half)) => {
  const world = { offers: [monthly, discount] }
  const before = stateAfter(world, steps.slice(0, -1))
  const plain = takeStep(
    world,
    before,
    { at: steps.at(-1)?.at ?? '', request: { order_type: 'cancel_intent' } },
    9,
  )
  const [subscription] = plain.facts.before.subscriptions
  const { effectiveDate, change_type, quantity } = Object(steps.at(-1)?.request)
  const refusal = planAddOffer(
    {
      type: 'add_offer',
      subscriptionId: subscription?.id ?? '',
      subscriptionReference: '',
      offer: { id: discount.id, version: discount.version },
      quantity: quantity ?? 1,
      effectiveAt: effectiveDate,
      savesFromCancelling: change_type === 'cancel_save',
      information: {},
    },
    plain.facts,
  )
  return isRefused(refusal) && [refusal.code, refusal.errors[0]?.pointer]
}

test.each([
  ['twice', [bought, add(), add({}, '2026-06-21T12:00:00.000Z')], undefined, ['already_held', '/offer']],
  ['more than one', [bought, add({ quantity: 2 })], undefined, ['quantity_not_allowed', '/quantity']],
  [
    'in the past',
    [bought, add({ effectiveDate: '2026-06-01' })],
    undefined,
    ['effective_date_passed', '/effectiveDate'],
  ],
  [
    'in another currency',
    [bought, add()],
    aDiscount({ name: 'E', amount: { decimal: '1', currency: 'EUR' } }),
    ['mixed_currencies', '/offer'],
  ],
  [
    'in another country',
    [bought, add()],
    aDiscount(half, { allowedCountries: ['US'] }),
    ['country_not_allowed', '/offer'],
  ],
  [
    'of an offer that charges',
    [bought, add()],
    anOffer({ id: 'd'.repeat(40) }),
    ['invalid_request', '/offer'],
  ],
])('refused: %s', (_, steps, discount, expected) => {
  expect(refusedBy(steps, discount)).toEqual(expected)
})

test('a discount that is over can be attached again', () => {
  const again = run([bought, add(), add({}, '2026-10-01T12:00:00.000Z')])
  expect(upcoming(again)[0]).toEqual(['2026-10-10', 500])
})

test('refused: on a subscription that is over', () => {
  const ended: Step = {
    at: '2026-06-15T12:00:00.000Z',
    request: { order_type: 'cancel_subscription', cancelDate: '2026-06-15' },
  }
  const world = { offers: [monthly, aDiscount(half)] }
  expect(() => takeStep(world, stateAfter(world, [bought, ended]), add(), 2)).toThrow('subscription_ended')
})
