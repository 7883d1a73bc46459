import { expect, test } from 'vitest'
import { holdsCardNumber } from './card-number.ts'

const cards = [
  ['Visa', '4242424242424242'],
  ['Visa in groups', '4242 4242 4242 4242'],
  ['Visa with dashes', '4242-4242-4242-4242'],
  ['Visa with long dashes and hard blanks', '4242–4242\u00a04242—4242'],
  ['Visa in odd groups', '42 42424242 42-4242'],
  ['Visa of 13 digits', '4222222222222'],
  ['Visa in wide digits', '4242424242424242'],
  ['Mastercard', '5555555555554444'],
  ['Mastercard of the second series', '2223003122003222'],
  ['American Express', '3782 822463 10005'],
  ['Diners Club', '30569309025904'],
  ['JCB', '3566002020360505'],
  ['Discover', '6011111111111117'],
  ['UnionPay', '6200000000000005'],
  ['UnionPay of 19 digits', '6205500000000000004'],
  ['inside a sentence', 'Please charge 4111 1111 1111 1111, expiry 12/30.'],
  ['with words at its sides', 'card:4111111111111111;cvc=123'],
  ['with its expiry and code after it', '4242 4242 4242 4242 12/30 123'],
  ['with numbers around it', '2 4242424242424242 2030-12'],
  ['as a made-up token', 'tok_4242424242424242'],
  ['after a plus', '+1 4242 4242 4242 4242'],
  ['after a code', 'basket-22e3d318-92e2-4909-b59c-1265623bc3f6 4111111111111111'],
] as const

test.each(cards)('a card number is seen: %s', (_what, text) => {
  expect(holdsCardNumber(text)).toBe(true)
})

const others = [
  ['no check digit', '4242424242424241'],
  ['a beginning that no brand has', '9999999999999995'],
  ['too short', '424242424242'],
  ['too long', '42424242424242424242424242424242'],
  ['a phone number with its plus', '+49 1512 3456 7890 123'],
  ['a phone number', '020 7946 0958'],
  ['a phone number with a plus that would be a number without', '+4222222222222'],
  ['two dates', '2026-12-01 2026-12-31'],
  ['a number of milliseconds', '1781234567890'],
  ['letters next to it', 'ORD4242424242424242'],
  ['a letter after it', '4242424242424242B'],
  ['an id of ours', 'order-42424242424242420000000000000000'],
  ['a UUID whose first digits look like one', '42424242-4242-4242-a242-0123456789ab'],
  ['a UUID of digits alone', '42424242-4242-4242-8242-424242424242'],
  ['the decimals of a fraction', '0.4242424242424242'],
  ['an amount', '4242424242.42'],
] as const

test.each(others)('something else is none: %s', (_what, text) => {
  expect(holdsCardNumber(text)).toBe(false)
})

test('a megabyte of anything is read in no time', () => {
  for (const piece of ['4', '4 ', '9-', '+4 ', '4242424242424241 ', '\ufdfa'])
    expect(holdsCardNumber(piece.repeat(1_000_000 / piece.length))).toBe(false)
})
