import { expect, test } from 'vitest'
import type { Charge } from './charge.ts'
import { entriesBetween, type RunningCharge } from './charge-lines.ts'
import { discountEnd } from './discount-terms.ts'
import type { RunningDiscount } from './discounts.ts'
import type { Discount } from './subscription.ts'

const month = { count: 1, unit: 'months' } as const

function charge(unitAmount: number, more: Partial<Charge> = {}): Charge {
  return {
    name: 'charge_1',
    label: '',
    productName: '',
    kind: 'recurring',
    unitAmount,
    quantity: 1,
    anchorOn: '2026-06-10',
    interval: month,
    periods: undefined,
    ...more,
  }
}

function discount(of: Omit<Discount, 'name'>, endOn?: string): RunningDiscount {
  return { discount: { name: 'WELCOME', ...of }, startOn: '2026-06-10', endOn }
}

/** The lines of the first days, as `[amount, what was taken off]`. */
function linesOf(charges: readonly Charge[], discounts: readonly RunningDiscount[], more: object = {}) {
  const running: RunningCharge[] = charges.map((one, index) => ({
    subscriptionId: 'sub-1',
    subscriptionOfferId: `offer-${index + 1}`,
    charge: one,
    discounts,
    ...more,
  }))
  return entriesBetween(running, { after: '2026-06-09', until: '2026-09-10', endOn: undefined }).map(
    ({ lines }) => lines.map(({ amount, discount: off }) => [amount, off ?? 0]),
  )
}

test('20 % off three periods of 9.99: 7.99, 7.99, 7.99, then 9.99', () => {
  const endOn = discountEnd({ count: 3, unit: 'months' }, [charge(999)], '2026-06-10')
  expect(linesOf([charge(999)], [discount({ percentage: 200_000 }, endOn)])).toEqual([
    [[799, 200]],
    [[799, 200]],
    [[799, 200]],
    [[999, 0]],
  ])
})

const first = (lines: readonly (readonly (readonly number[])[])[]) => lines[0]

test.each([
  [
    'KWD 1.005 × 3, 10 % off: 2.7135 rounds to 2.714',
    charge(1005, { quantity: 3 }),
    { percentage: 100_000 },
    [2714, 301],
  ],
  ['¥999, 15 % off: 849.15 rounds to 849', charge(999), { percentage: 150_000 }, [849, 150]],
  ['12.5 % of 9.99', charge(999), { percentage: 125_000 }, [874, 125]],
  ['100 % off', charge(999), { percentage: 1_000_000 }, [0, 999]],
  ['a fixed amount', charge(999), { amount: 500 }, [499, 500]],
  ['more than the line comes to', charge(999), { amount: 5000 }, [0, 999]],
  ['off something free', charge(0), { amount: 500 }, [0, 0]],
])('%s', (_, of, terms, expected) => {
  expect(first(linesOf([of], [discount(terms)]))).toEqual([expected])
})

test('two percentages multiply and are rounded once: 10 % and 10 % off 9.95 are 8.06', () => {
  const both = [discount({ percentage: 100_000 }), discount({ percentage: 100_000 })]
  expect(first(linesOf([charge(995)], both))).toEqual([[806, 189]])
})

test('a fixed amount is taken after the percentages', () => {
  const both = [discount({ amount: 500 }), discount({ percentage: 500_000 })]
  expect(first(linesOf([charge(2000)], both))).toEqual([[500, 1500]])
})

test('a fixed amount over several lines is split by largest remainder and given exactly once', () => {
  const lines = first(linesOf([charge(1000), charge(1000), charge(1000)], [discount({ amount: 1000 })]))
  expect(lines).toEqual([
    [666, 334],
    [667, 333],
    [667, 333],
  ])
})

test('a second fixed amount takes what the first has left', () => {
  const both = [discount({ amount: 900 }), discount({ amount: 300 })]
  expect(first(linesOf([charge(1000)], both))).toEqual([[0, 1000]])
})

const cut = { anchorOn: '2026-05-25', startOn: '2026-06-10' }

test('what takes the place of something pays its share: half of the period, half of the fixed amount', () => {
  // 15 of 31 days.
  const lines = linesOf([charge(3100, cut)], [discount({ amount: 620 })], { replaces: true })
  expect(lines.slice(0, 2)).toEqual([[[1200, 300]], [[2480, 620]]])
})

test('what is added in mid-period takes no second fixed amount, but the percentage', () => {
  const added = charge(3100, { ...cut, quantity: 3, firstQuantity: 1 })
  expect(linesOf([added], [discount({ amount: 620 })], { replaces: true })[0]).toEqual([[1500, 0]])
  expect(linesOf([charge(3100, cut)], [discount({ amount: 620 })])[0]).toEqual([[1500, 0]])
  expect(linesOf([added], [discount({ percentage: 100_000 })], { replaces: true })[0]).toEqual([[1350, 150]])
})

test.each([
  [
    'three months from the 31st',
    { count: 3, unit: 'months' },
    { anchorOn: '2026-01-31' },
    '2026-01-31',
    '2026-04-30',
  ],
  [
    'one month on the 31st, charged on the 28th',
    { count: 1, unit: 'months' },
    { anchorOn: '2026-01-28' },
    '2026-01-31',
    '2026-03-28',
  ],
  [
    'a trial of a month uses nothing up',
    { count: 1, unit: 'months' },
    { anchorOn: '2026-07-10' },
    '2026-06-10',
    '2026-08-10',
  ],
  [
    'three periods of four weeks',
    { count: 3, unit: 'periods' },
    { interval: { count: 4, unit: 'weeks' } },
    '2026-06-10',
    '2026-09-02',
  ],
  [
    'periods that never drift',
    { count: 1, unit: 'periods' },
    { anchorOn: '2026-01-31' },
    '2026-02-10',
    '2026-03-31',
  ],
  [
    'without a recurring charge',
    { count: 1, unit: 'periods' },
    { interval: undefined },
    '2026-06-10',
    '2026-06-11',
  ],
] as const)('%s', (_, length, of, from, endOn) => {
  expect(discountEnd(length, [charge(999, of)], from)).toBe(endOn)
})

test('without a length it is for ever', () => {
  expect(discountEnd(undefined, [charge(999)], '2026-06-10')).toBeUndefined()
})
