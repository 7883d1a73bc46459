import { expect, test } from 'vitest'
import { boughtInJune, endedInJune, orderInJune, soldWorld } from '../../../test/support/bought.ts'
import { stateAfter } from '../../../test/support/history.ts'
import { isRefused } from '../../domain/refusal.ts'

const before = stateAfter(soldWorld, [boughtInJune])
const update = (customerDetails: object) => ({ order_type: 'update_customer_details', customerDetails })

test('what is named is new, what is not named stays, and invoices keep what they were issued with', () => {
  const step = orderInJune(before, update({ lastName: 'King', companyName: 'Engine Ltd' }))
  if (isRefused(step)) throw new Error(step.detail)
  expect(step.after.customers[0]?.details).toEqual({
    firstName: 'Ada',
    lastName: 'King',
    email: 'ada@example.com',
    companyName: 'Engine Ltd',
  })
  expect(step.after.invoices).toEqual(before.invoices)
})

test('a subscription keeps its time zone when its customer moves', () => {
  const step = orderInJune(before, update({ timeZone: 'Asia/Tokyo' }))
  if (isRefused(step)) throw new Error(step.detail)
  expect(step.after.subscriptions).toEqual(before.subscriptions)
})

test.each([
  ['nothing', {}, '/customerDetails'],
  ['a VAT number that is none', { vatNumber: 'GB12' }, '/customerDetails/vatNumber'],
  ['a time zone that is none', { timeZone: 'Mars/Olympus' }, '/customerDetails/timeZone'],
])('refused: %s', (_, details, pointer) => {
  expect(orderInJune(before, update(details))).toMatchObject({
    code: 'invalid_request',
    errors: [{ pointer }],
  })
})

test('refused for what has ended', () => {
  const ended = stateAfter(soldWorld, [boughtInJune, endedInJune])
  expect(orderInJune(ended, update({ lastName: 'King' }))).toMatchObject({ code: 'subscription_ended' })
})
