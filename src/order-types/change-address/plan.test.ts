import { expect, test } from 'vitest'
import { boughtInJune, endedInJune, orderInJune, soldWorld } from '../../../test/support/bought.ts'
import { stateAfter } from '../../../test/support/history.ts'
import { isRefused } from '../../domain/refusal.ts'

const york = { address1: '2 New St', city: 'York', postalCode: 'YO1 7HH', country: 'GB' }
const before = stateAfter(soldWorld, [boughtInJune])
const change = (more: object) => ({ order_type: 'change_address', type: 'billing', address: york, ...more })

function after(more: object) {
  const step = orderInJune(before, change(more))
  if (isRefused(step)) throw new Error(step.detail)
  return step
}

test('a new billing address takes the place of the old one, whole, under the same id', () => {
  const [old] = before.addresses
  const { changeset, after: now } = after({ address: { country: 'GB', address1: '2 New St' } })
  expect(now.addresses).toEqual([{ ...old, address: { country: 'GB', address1: '2 New St' } }])
  expect(changeset.messages.map(({ code }) => code)).toEqual(['address_changes'])
})

test('a delivery address stands beside the billing address', () => {
  const { addresses } = after({ type: 'delivery' }).after
  expect(addresses.map(({ relationship, address }) => [relationship, address.city])).toEqual([
    ['billing', 'Leeds'],
    ['delivery', 'York'],
  ])
})

test('invoices that were issued keep the address they were issued to', () => {
  expect(after({}).after.invoices).toEqual(before.invoices)
})

test('another country of the bill is told', () => {
  const dublin = { address1: '3 Quay', city: 'Dublin', postalCode: 'D02 AF30', country: 'IE' }
  const codes = after({ address: dublin }).changeset.messages.map(({ code }) => code)
  expect(codes).toEqual(['address_changes', 'billing_country_changes'])
})

test.each([
  ['without a country', { address: { city: 'York' } }, 'invalid_request', '/address/country'],
  [
    'a postcode of another country',
    { address: { ...york, postalCode: '10115' } },
    'invalid_request',
    '/address/postalCode',
  ],
])('refused: %s', (_, more, code, pointer) => {
  expect(orderInJune(before, change(more))).toMatchObject({ code, errors: [{ pointer }] })
})

test('what has ended keeps its addresses', () => {
  const ended = stateAfter(soldWorld, [boughtInJune, endedInJune])
  expect(orderInJune(ended, change({}))).toMatchObject({ code: 'subscription_ended' })
})
