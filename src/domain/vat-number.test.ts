import { expect, test } from 'vitest'
import { vatNumberMistake } from './vat-number.ts'

const examples = [
  'ATU12345678',
  'BE0123456789',
  'BG123456789',
  'CY12345678X',
  'CZ12345678',
  'DE123456789',
  'DK12345678',
  'EE123456789',
  'EL123456789',
  'ESX1234567X',
  'FI12345678',
  'FR12345678901',
  'GB123456789',
  'GBGD001',
  'HR12345678901',
  'HU12345678',
  'IE1234567WA',
  'IT12345678901',
  'LT123456789012',
  'LU12345678',
  'LV12345678901',
  'MT12345678',
  'NL123456789B01',
  'PL1234567890',
  'PT123456789',
  'RO1234567890',
  'SE123456789012',
  'SI12345678',
  'SK1234567890',
  'XI123456789',
]

test.each(examples)('%s is good with and without its letters, and wherever its owner is', (number) => {
  const country = number.slice(0, 2) === 'EL' ? 'GR' : number.slice(0, 2)
  expect(vatNumberMistake(number, country)).toBeUndefined()
  expect(vatNumberMistake(number.slice(2), country)).toBeUndefined()
  expect(vatNumberMistake(number, undefined)).toBeUndefined()
  expect(vatNumberMistake(number, 'GB')).toBeUndefined()
  expect(vatNumberMistake(`${number}000000000000`, country)).toMatch(/such as/)
})

test.each([
  ['GB 123 4567 89', 'GB'],
  ['de 123.456.789', 'DE'],
  ['GR123456789', 'GR'],
  ['', 'GB'],
  ['12-3456789', 'US'],
  ['DE is not a number here', 'US'],
  ['whatever', undefined],
])('%s of %s: nothing can be said against it', (number, country) => {
  expect(vatNumberMistake(number, country)).toBeUndefined()
})

test.each([
  ['12345', 'GB', 'must be a VAT number of the form of GB, such as GB123456789'],
  ['FR123', undefined, 'must be a VAT number of the form of FR, such as FR12345678901'],
  ['FR123', 'DE', 'must be a VAT number of the form of DE, such as DE123456789'],
])('%s of %s: %s', (number, country, message) => {
  expect(vatNumberMistake(number, country)).toBe(message)
})
