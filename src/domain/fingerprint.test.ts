import { expect, test } from 'vitest'
import { anOffer, aPrice, buy, testIds } from '../../test/support/plan.ts'
import { differences, fingerprintText, onlyDatesMoved } from './fingerprint.ts'

type Bought = ReturnType<typeof buy>
const textOf = ({ changeset }: Bought) => fingerprintText({ type: 'new' }, changeset)
const plain = textOf(buy(anOffer()))

test('ids, instants, people, texts and the means of payment are no part of the promise', () => {
  const otherIds = { id: (noun: string, key: string) => `${noun}/${key}`, reference: testIds.reference }
  expect(textOf(buy(anOffer(), { facts: { ids: otherIds } }))).toBe(plain)
  expect(textOf(buy(anOffer(), { facts: { at: '2026-06-10T23:00:00.000Z' } }))).toBe(plain)
  expect(textOf(buy(anOffer(), { order: { customer: {}, billing: { city: 'Leeds' } } }))).toBe(plain)
  expect(textOf(buy(anOffer({ displayName: 'Renamed' })))).toBe(plain)
  expect(textOf(buy(anOffer(), { order: { paymentType: 'invoice' } }))).toBe(plain)
  expect(plain).not.toMatch(/sub-|invoice-|Business|Z$/m)
})

test.each([
  ['a quantity', buy(anOffer(), { item: { quantity: 2 } })],
  ['a price', buy(anOffer({ prices: [aPrice({ unitAmount: 1201 })] }))],
  ['a currency', buy(anOffer({ currency: 'USD' }))],
  ['a version', buy(anOffer({ version: 'c'.repeat(40) }))],
  ['how often it is charged', buy(anOffer({ prices: [aPrice({ interval: { count: 2, unit: 'months' } })] }))],
])('%s is part of it, and more than a date', (_, bought) => {
  expect(textOf(bought)).not.toBe(plain)
  expect(onlyDatesMoved(plain, textOf(bought))).toBe(false)
})

test('after midnight only dates have moved', () => {
  const tomorrow = textOf(buy(anOffer(), { facts: { at: '2026-06-11T00:00:00.000Z' } }))
  expect(tomorrow).not.toBe(plain)
  expect(onlyDatesMoved(plain, tomorrow)).toBe(true)
})

test('a difference names the line and both sides of it', () => {
  const two = textOf(buy(anOffer(), { item: { quantity: 2 } }))
  expect(differences(plain, two)).toContainEqual({
    line: 'invoice 1, line 1',
    before: '12.00 for 1 and tax 0.00',
    after: '24.00 for 2 and tax 0.00',
  })
  expect(differences(plain, plain)).toEqual([])
})
