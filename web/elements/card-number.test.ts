import { expect, test } from 'vitest'
import {
  brandOf,
  formatExpiry,
  formatNumber,
  isCardNumber,
  isExpiryAhead,
  isTypedWhole,
} from './card-number.ts'
import { tokenOf } from './test-cards.ts'

test.each([
  ['4242424242424242', '4242 4242 4242 4242', 'Visa'],
  ['378282246310005', '3782 822463 10005', 'Amex'],
  ['5555-5555-5555-4444', '5555 5555 5555 4444', 'Mastercard'],
  ['４２４２', '4242', 'Visa'],
  ['42424', '4242 4', 'Visa'],
])('%s is written %s', (typed, written, brand) => {
  expect(formatNumber(typed)).toBe(written)
  expect(brandOf(written.replaceAll(' ', '')).name).toBe(brand)
})

test.each([
  ['4242424242424242', true],
  ['4242424242424241', false],
  ['42424242424242', false],
  ['378282246310005', true],
])('%s is a card number: %s', (digits, expected) => {
  expect(isCardNumber(digits)).toBe(expected)
})

test('thirteen digits that look like a whole number may be the beginning of a longer one', () => {
  const number = '4000002500003155'
  expect(isCardNumber(number.slice(0, 13))).toBe(true)
  expect(isTypedWhole(number.slice(0, 13))).toBe(false)
  expect(isTypedWhole(number)).toBe(true)
})

test.each([
  ['1', false, '1'],
  ['4', false, '04 / '],
  ['12', false, '12 / '],
  ['1234', false, '12 / 34'],
  ['12/2034', false, '12 / 20'],
  ['12 /', true, '12'],
])('expiry %s (deleting: %s) is written %s', (typed, deleting, written) => {
  expect(formatExpiry(typed, deleting)).toBe(written)
})

test('a card is good until the end of its month', () => {
  const today = new Date(2026, 10, 30)
  expect(isExpiryAhead('11 / 26', today)).toBe(true)
  expect(isExpiryAhead('10 / 26', today)).toBe(false)
  expect(isExpiryAhead('13 / 30', today)).toBe(false)
  expect(isExpiryAhead('1', today)).toBe(false)
})

test('only the test numbers become tokens', () => {
  expect(tokenOf('4000000000000002')).toBe('tok_declined')
  expect(tokenOf('4111111111111111')).toBeUndefined()
})
