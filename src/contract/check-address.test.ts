import { iso31662 } from 'iso-3166'
import { expect, test } from 'vitest'
import { addressMistakes, tidyAddress } from './check-address.ts'
import { countryCodes } from './countries.ts'
import { countriesWithPostcodes, isPostcode, postcodeExample } from './postcodes.ts'
import { subdivisionExample } from './subdivisions.ts'

test.each([...countriesWithPostcodes])(
  '%s: its example is a postcode, and an empty one is none',
  (country) => {
    const example = postcodeExample(country) ?? ''
    expect(countryCodes.has(country)).toBe(true)
    for (const written of [example, example.toLowerCase(), example.replace(/[\s-]/g, '')])
      expect([written, isPostcode(country, written)]).toEqual([written, true])
    for (const wrong of ['x', '1', '12345678901', 'not a code'])
      expect([wrong, isPostcode(country, wrong)]).toEqual([wrong, false])
  },
)

test.each([
  ['GB', 'sw1y4jh', true],
  ['GB', 'M1 1AE', true],
  ['GB', 'EC1A 1BB', true],
  ['GB', 'BFPO 801', true],
  ['GB', '12345', false],
  ['GB', 'SW1Y 4J', false],
  ['US', '10001', true],
  ['US', '10001-1234', true],
  ['US', '1000', false],
  ['US', 'SW1Y 4JH', false],
  ['CA', 'K1A0B1', true],
  ['CA', 'D1A 0B1', false],
  ['LV', '1050', true],
  ['LV', 'LV-1050', true],
  ['DE', 'D-10115', true],
  ['IE', 'D6W XY00', true],
  ['NL', '1012AB', true],
  ['NL', '0012 AB', false],
  ['JP', '1000001', true],
  ['ES', '53001', false],
  ['HK', 'anything', true],
])('%s %s', (country, postalCode, good) => {
  expect(addressMistakes({ country, postalCode }).length === 0).toBe(good)
})

test('the mistake says what is expected, with an example', () => {
  expect(addressMistakes({ country: 'US', state: 'ZZ', postalCode: '1' })).toEqual([
    {
      field: 'state',
      message: 'must be a subdivision of US by its ISO 3166-2 code or its name, such as AK (Alaska)',
    },
    { field: 'postalCode', message: 'must be a postcode of US, such as 10001' },
  ])
})

test.each([
  ['US', 'NY', 'NY'],
  ['US', 'US-NY', 'NY'],
  ['US', 'us-ny', 'NY'],
  ['US', 'New York', 'NY'],
  ['US', 'washington, d.c.', 'DC'],
  ['US', 'AE', 'AE'],
  ['CA', 'Québec', 'QC'],
  ['IN', 'Orissa', 'OD'],
  ['IN', 'Karnataka', 'KA'],
  ['BR', 'Sao Paulo', 'SP'],
  ['DE', 'Bayern', 'BY'],
  ['MX', 'CDMX', 'CMX'],
  ['ES', 'Madrid', 'M'],
  ['GB', 'Essex', 'ESS'],
  // Counties and regions in people's own words stay as they came.
  ['GB', 'West Yorkshire', 'West Yorkshire'],
  ['JP', '東京都', '東京都'],
  ['IE', 'Co. Dublin', 'Co. Dublin'],
  ['SG', 'Central', 'Central'],
])('the state %s %s is kept as %s', (country, state, kept) => {
  expect(addressMistakes({ country, state })).toEqual([])
  expect(tidyAddress({ country, state }).state).toBe(kept)
})

test.each([
  ['US', 'ZZ'],
  ['US', 'Ontario'],
  ['US', 'CA-ON'],
  ['CA', 'NY'],
  ['AU', 'Bavaria'],
  ['GB', 'US-CA'],
  ['DE', 'ZZ'],
])('%s has no subdivision %s', (country, state) => {
  expect(addressMistakes({ country, state }).map(({ field }) => field)).toEqual(['state'])
})

test('without a country, and with empty fields, there is nothing to check', () => {
  expect(addressMistakes({ state: 'ZZ', postalCode: 'ZZ' })).toEqual([])
  expect(addressMistakes({ country: 'US', state: '', postalCode: '' })).toEqual([])
})

test('every subdivision of the standard is found by its code and by its name', () => {
  const lost = iso31662.filter(({ code, name }) => {
    const country = code.slice(0, 2)
    const found = [code, code.slice(3), name].map((state) => addressMistakes({ country, state }).length)
    return found.some((count) => count > 0) || tidyAddress({ country, state: code }).state !== code.slice(3)
  })
  expect(lost).toEqual([])
})

test('every country with subdivisions has one to show', () => {
  for (const country of new Set(iso31662.map(({ code }) => code.slice(0, 2))))
    expect(subdivisionExample(country)).toMatch(/^[A-Z0-9]{1,3} \(.+\)$/)
})
