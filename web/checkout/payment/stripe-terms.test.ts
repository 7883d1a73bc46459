import { expect, test } from 'vitest'
import { intentionOf, stripeLocale } from './stripe-terms.ts'

test.each([
  ['19.99', 2, { mode: 'payment', amount: 1999 }],
  ['1999', 0, { mode: 'payment', amount: 1999 }],
  // Stripe writes ISK and UGX with two decimals that are always 0.
  ['1999', 2, { mode: 'payment', amount: 199900 }],
  ['1.250', 3, { mode: 'payment', amount: 1250 }],
  ['1234567890.12', 2, { mode: 'payment', amount: 123456789012 }],
  ['0.00', 2, { mode: 'setup', amount: undefined }],
  ['0', 0, { mode: 'setup', amount: undefined }],
])('%s with %i decimals is told as %o', (amount, decimals, told) => {
  expect(intentionOf(amount, decimals)).toEqual(told)
})

test.each([
  ['en-GB', 'en-GB'],
  ['en-AT', 'en'],
  ['de-CH', 'de'],
  ['fr-CA', 'fr-CA'],
  ['ja', 'ja'],
])('%s is spoken as %s', (tag, spoken) => {
  expect(stripeLocale(tag)).toBe(spoken)
})
