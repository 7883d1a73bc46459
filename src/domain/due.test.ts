import { expect, test } from 'vitest'
import { anOffer, aPrice, buy, testIds } from '../../test/support/plan.ts'
import type { CustomerState } from './customer-state.ts'
import { planDue } from './due.ts'
import { fold } from './fold.ts'

/** As billing loads it: one subscription, its people, and of its schedule only what is pending. */
function loaded(state: CustomerState): CustomerState {
  return { ...state, invoices: [], schedules: state.schedules.filter((entry) => entry.status === 'pending') }
}

function pass(state: CustomerState, at: string) {
  const changes = planDue(loaded(state), { at, ids: testIds, invoiceTermDays: 30, taxRates: [] })
  return { changes, after: fold(loaded(state), changes) }
}

test('on its day an entry becomes an invoice, and the window of twelve months moves on', () => {
  const { after: before } = buy(anOffer(), { item: { quantity: 2 } })
  const { after, changes } = pass(before, '2026-07-10T00:00:00.000Z')
  expect(changes.map((change) => change.kind)).toEqual([
    'extend_schedule',
    'issue_invoice',
    'invoice_schedule',
  ])
  expect(after.invoices).toMatchObject([
    { total: 2400, issuedOn: '2026-07-10', dueOn: '2026-07-10', orderId: undefined, paymentType: 'card' },
  ])
  const invoiced = after.schedules.filter((entry) => entry.status === 'invoiced')
  expect(invoiced).toMatchObject([{ dueOn: '2026-07-10', invoiceId: after.invoices[0]?.id }])
  expect(after.schedules.at(-1)?.dueOn).toBe('2027-07-10')
})

test('before its day nothing is due, and asked again the same day nothing is left', () => {
  const { after: before } = buy(anOffer())
  expect(pass(before, '2026-07-09T23:59:59.999Z').changes).toEqual([])
  const { after } = pass(before, '2026-07-10T00:00:00.000Z')
  expect(pass(after, '2026-07-10T12:00:00.000Z').changes).toEqual([])
})

test('a pending subscription becomes active on its day, together with its first invoice', () => {
  const { after: before } = buy(anOffer(), { order: { startAt: '2026-12-01' } })
  const { after, changes } = pass(before, '2026-12-01T00:00:00.000Z')
  expect(changes[0]).toEqual({ kind: 'activate_subscription', subscriptionId: before.subscriptions[0]?.id })
  expect(after.subscriptions[0]?.status).toBe('active')
  expect(after.subscriptionOffers[0]?.status).toBe('active')
  expect(after.entitlements[0]?.status).toBe('active')
  expect(after.invoices[0]?.total).toBe(1200)
})

test('a pending trial becomes active without an invoice', () => {
  const offer = anOffer({ isTrial: true, prices: [aPrice({ delay: { count: 14, unit: 'days' } })] })
  const { after: before } = buy(offer, { order: { startAt: '2026-12-01' } })
  expect(pass(before, '2026-12-01T00:00:00.000Z').changes.map((change) => change.kind)).toEqual([
    'activate_subscription',
  ])
})

test('after a long sleep everything missed stands on one invoice, no period twice, none skipped', () => {
  const { after: before } = buy(anOffer())
  const { after } = pass(before, '2027-09-15T00:00:00.000Z')
  expect(after.invoices).toHaveLength(1)
  expect(after.invoices[0]?.lines.map((line) => line.serviceStartOn)).toEqual([
    '2026-07-10',
    '2026-08-10',
    '2026-09-10',
    '2026-10-10',
    '2026-11-10',
    '2026-12-10',
    '2027-01-10',
    '2027-02-10',
    '2027-03-10',
    '2027-04-10',
    '2027-05-10',
    '2027-06-10',
    '2027-07-10',
    '2027-08-10',
    '2027-09-10',
  ])
  const ahead = after.schedules.filter((entry) => entry.status === 'pending')
  expect(ahead[0]?.dueOn).toBe('2027-10-10')
  expect(ahead).toHaveLength(12)
})

test('carried day by day, a daily subscription is billed once a day and stays 24 entries ahead', () => {
  let state = buy(anOffer({ prices: [aPrice({ interval: { count: 1, unit: 'days' } })] })).after
  const billed: string[] = []
  for (let day = 11; day <= 30; day += 1) {
    const { after } = pass(state, `2026-06-${day}T00:00:00.000Z`)
    billed.push(...after.invoices.flatMap((invoice) => invoice.lines.map((line) => line.serviceStartOn)))
    expect(after.schedules.filter((entry) => entry.status === 'pending')).toHaveLength(24)
    state = after
  }
  expect(billed).toEqual(Array.from({ length: 20 }, (_, n) => `2026-06-${n + 11}`))
})

test('the last charge leaves nothing to come', () => {
  const { after: before } = buy(anOffer({ prices: [aPrice({ repeatCount: 2 })] }))
  const { after } = pass(before, '2026-07-10T00:00:00.000Z')
  expect(after.schedules.filter((entry) => entry.status === 'pending')).toEqual([])
})
