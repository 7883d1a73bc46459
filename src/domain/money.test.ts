import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  allocate,
  exponentOf,
  fromDecimal,
  fromPercent,
  multiply,
  sum,
  toDecimal,
  toPercent,
} from './money.ts'

const currency = fc.constantFrom('GBP', 'JPY', 'KWD', 'USD')
const minor = fc.integer({ min: -1e12, max: 1e12 })

test('a currency has its own decimals, and only active currencies exist', () => {
  expect(['GBP', 'JPY', 'KWD', 'XXX', 'gbp', 'DEM'].map(exponentOf)).toEqual([
    2,
    0,
    3,
    undefined,
    undefined,
    undefined,
  ])
})

test.each([
  [0, '0'],
  [1, '0.0001'],
  [81_250, '8.125'],
  [100_000, '10'],
  [200_000, '20'],
  [1_000_000, '100'],
])('%i millionths are %s %%', (millionths, text) => {
  expect(toPercent(millionths)).toBe(text)
  expect(fromPercent(text)).toBe(millionths)
})

test.each([
  [1999, 'GBP', '19.99'],
  [5, 'GBP', '0.05'],
  [-5, 'GBP', '-0.05'],
  [0, 'GBP', '0.00'],
  [1999, 'JPY', '1999'],
  [1999, 'KWD', '1.999'],
])('%i minor units of %s are written %s', (value, code, text) => {
  expect(toDecimal(value, code)).toBe(text)
})

test.each([
  ['19.99', 'GBP', 1999],
  [19.99, 'GBP', 1999],
  ['19.9', 'GBP', 1990],
  ['19', 'GBP', 1900],
  ['-0.00', 'GBP', 0],
  ['19.999', 'GBP', undefined],
  ['1.5', 'JPY', undefined],
  ['1.999', 'KWD', 1999],
  ['1e3', 'GBP', undefined],
  [1e21, 'GBP', undefined],
  ['', 'GBP', undefined],
  ['1,000.00', 'GBP', undefined],
  ['9999999999999999', 'GBP', undefined],
  ['1.00', 'XXX', undefined],
])('%s %s is read as %s minor units', (text, code, value) => {
  expect(fromDecimal(text, code)).toBe(value)
})

test('what is written is read back the same', () => {
  fc.assert(
    fc.property(minor, currency, (value, code) => fromDecimal(toDecimal(value, code), code) === value),
  )
})

test.each([
  [3000, 1, { numerator: 15, denominator: 30 }, 1500],
  [12000, 1, { numerator: 184, denominator: 365 }, 6049],
  [1000, 1, { numerator: 18, denominator: 28 }, 643],
  [2000, 1, { numerator: 18, denominator: 28 }, 1286],
  [1, 1, { numerator: 1, denominator: 2 }, 1],
  [-1, 1, { numerator: 1, denominator: 2 }, -1],
  [1005, 3, { numerator: 1, denominator: 1 }, 3015],
])('%i × %i × %o is %i: half away from zero, once', (unit, quantity, fraction, result) => {
  expect(multiply(unit, quantity, fraction)).toBe(result)
})

test('an amount that cannot be held exactly is no amount', () => {
  expect(multiply(Number.MAX_SAFE_INTEGER, 2)).toBeUndefined()
  expect(sum([Number.MAX_SAFE_INTEGER, 1])).toBeUndefined()
  expect(sum([Number.MAX_SAFE_INTEGER, -1, 1])).toBe(Number.MAX_SAFE_INTEGER)
})

test('parts add up to the total and each is its exact share rounded up or down', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(minor, weights, (total, shares) => {
      const parts = allocate(total, shares)
      expect(sum(parts)).toBe(total)
      const whole = shares.reduce((all, weight) => all + weight, 0)
      if (whole === 0) return
      for (const [index, part] of parts.entries())
        expect(Math.abs(part - (total * (shares[index] ?? 0)) / whole)).toBeLessThan(1.001)
    }),
  )
})

test.each([
  [100, [1, 1, 1], [34, 33, 33]],
  [-100, [1, 1, 1], [-34, -33, -33]],
  [2, [0, 0, 0], [1, 1, 0]],
  [10, [5, 0, 5], [5, 0, 5]],
  [1, [1, 2], [0, 1]],
])('%i over %j is %j', (total, weights, parts) => {
  expect(allocate(total, weights)).toEqual(parts)
})
