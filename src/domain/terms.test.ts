import { expect, test } from 'vitest'
import { passTime, stateAfter } from '../../test/support/history.ts'
import { anOffer, aPrice } from '../../test/support/plan.ts'
import type { Offer } from './offer.ts'

const months = (count: number) => ({ count, unit: 'months' }) as const
const termed = (count: number) => ({ length: months(count), renewalType: 'TERMED' }) as const
const quarterly = (more: Partial<Offer> = {}) =>
  anOffer({ initialTerm: termed(3), prices: [aPrice({ unitAmount: 1000 })], ...more })

const buy = { order_type: 'new', country: 'GB', orderItems: [{ offer: 0 }], payment: { type: 'invoice' } }
const bought = (offer: Offer, more: object[] = []) =>
  stateAfter({ offers: [offer] }, [
    { at: '2026-01-31T10:00:00.000Z', request: buy },
    ...more.map((request) => ({ at: '2026-02-10T10:00:00.000Z', request: { ...request } })),
  ])

test('a term renews on its last day, counted from where it ended, for as long as the renewal term says', () => {
  const offer = quarterly({ renewalTerm: termed(12) })
  const before = passTime(bought(offer), '2026-04-29T23:59:59.999Z')
  expect(before.subscriptions[0]).toMatchObject({ termStartOn: '2026-01-31', termEndOn: '2026-04-30' })
  const after = passTime(before, '2026-04-30T00:00:00.000Z')
  expect(after.subscriptions[0]).toMatchObject({
    status: 'active',
    termStartOn: '2026-04-30',
    termEndOn: '2027-04-30',
  })
  expect(after.schedules.some((entry) => entry.dueOn === '2026-05-31' && entry.status === 'pending')).toBe(
    true,
  )
})

test('after its first term an evergreen renewal has no end', () => {
  const offer = quarterly({ renewalTerm: { length: months(1), renewalType: 'EVERGREEN' } })
  const after = passTime(bought(offer), '2030-01-01T00:00:00.000Z')
  expect(after.subscriptions[0]).toMatchObject({
    status: 'active',
    termStartOn: '2026-04-30',
    termEndOn: undefined,
  })
})

test('all terms that have passed renew one by one', () => {
  const after = passTime(bought(quarterly()), '2027-01-31T00:00:00.000Z')
  expect(after.subscriptions[0]).toMatchObject({ termStartOn: '2027-01-31', termEndOn: '2027-04-30' })
})

test('what does not renew expires with its term, and everything of it ends', () => {
  const state = bought(quarterly({ autoRenew: false }))
  const after = passTime(state, '2026-04-30T00:00:00.000Z')
  expect(after.subscriptions[0]?.status).toBe('expired')
  expect(after.subscriptionOffers.map(({ status, endOn }) => [status, endOn])).toEqual([
    ['ended', '2026-04-30'],
  ])
  expect(after.entitlements.map(({ status }) => status)).toEqual(['ended'])
  expect(after.schedules.filter(({ status }) => status === 'pending')).toEqual([])
  expect(after.invoices.flatMap(({ lines }) => lines.map((line) => line.serviceStartOn))).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
  ])
})

test('a cancellation at a date ends on that day, and the end of the term before it renews', () => {
  const cancel = { order_type: 'cancel_subscription', cancelDate: '2026-06-15' }
  const state = bought(quarterly(), [cancel])
  expect(passTime(state, '2026-06-14T23:00:00.000Z').subscriptions[0]).toMatchObject({
    status: 'active',
    termStartOn: '2026-04-30',
  })
  const ended = passTime(state, '2026-06-15T00:00:00.000Z')
  expect(ended.subscriptions[0]?.status).toBe('cancelled')
  expect(passTime(ended, '2027-06-15T00:00:00.000Z')).toBe(ended)
})

test('one that is cancelled before it starts never starts, and charges nothing', () => {
  const state = stateAfter({ offers: [quarterly()] }, [
    { at: '2026-01-31T10:00:00.000Z', request: { ...buy, orderDate: '2026-03-01' } },
    {
      at: '2026-02-10T10:00:00.000Z',
      request: { order_type: 'cancel_subscription', cancelDate: '2026-02-20' },
    },
  ])
  const after = passTime(state, '2026-03-01T00:00:00.000Z')
  expect(after.subscriptions[0]?.status).toBe('cancelled')
  expect(after.invoices).toEqual([])
})

test('one that has not started yet and is cancelled without a date ends at once', () => {
  const state = stateAfter({ offers: [quarterly()] }, [
    { at: '2026-01-31T10:00:00.000Z', request: { ...buy, orderDate: '2026-03-01' } },
    { at: '2026-02-10T10:00:00.000Z', request: { order_type: 'cancel_subscription' } },
  ])
  expect(state.subscriptions[0]).toMatchObject({ status: 'cancelled', cancelOn: '2026-02-10' })
})
