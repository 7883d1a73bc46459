import { expect, test } from 'vitest'
import { aLine, anInvoice, aPayment, invoicedState } from '../../test/support/invoices.ts'
import { testIds } from '../../test/support/plan.ts'
import { creditOfTotal } from './credit-lines.ts'
import { creditChanges, inSteps } from './credits.ts'
import type { CustomerState } from './customer-state.ts'
import type { Invoice } from './invoice.ts'
import { refundChanges } from './refunds.ts'

const at = '2026-06-16T12:00:00.000Z'

/** So much of the first line of the first invoice goes back, tax included. */
function refunded(state: CustomerState, total: number): CustomerState {
  const [subscription] = state.subscriptions
  const [invoice] = state.invoices
  const [line] = invoice?.lines ?? []
  if (subscription === undefined || invoice === undefined || line === undefined)
    throw new Error('there is nothing to credit')
  const orderId = 'order-1'
  const key = 'memo'
  const credits = [creditOfTotal(invoice, line, total)]
  const input = { subscription, ids: testIds, key, orderId, at, on: '2026-06-16', reason: 'because', credits }
  const creditMemoId = testIds.id('credit_memo', key)
  return inSteps(state, [
    (now) => creditChanges(now, input),
    (now) => refundChanges(now, { creditMemoId, ids: testIds, orderId, subscriptionId: subscription.id, at }),
  ]).after
}

const back = ({ refunds }: CustomerState) => refunds.map(({ paymentId, amount }) => [paymentId, amount])
const left = ({ creditMemos }: CustomerState) => creditMemos[0]?.remaining
const june = (more: Partial<Invoice> & { paid?: number } = {}) =>
  anInvoice([aLine()], { paid: 3000, ...more })

test('a refund comes out of the payment of the invoice that is corrected, and waits for the gateway', () => {
  const after = refunded(invoicedState([june()]), 1200)
  expect(after.refunds).toMatchObject([
    { status: 'pending', amount: 1200, paymentId: 'payment-of-invoice-1', creditMemoId: 'credit_memo-memo' },
  ])
  expect(after.payments[0]).toMatchObject({ amount: 3000, refunded: 1200 })
  expect(after.creditMemos[0]).toMatchObject({ total: 1200, refunded: 1200, remaining: 0 })
})

test('what was never captured does not go back: it lowers what is open', () => {
  const after = refunded(invoicedState([june({ paid: 1000 })]), 2500)
  expect(back(after)).toEqual([['payment-of-invoice-1', 500]])
  expect(after.invoices[0]?.balance).toBe(0)
})

test('of several payments the last goes back first, and none beyond what it captured', () => {
  const state = invoicedState([june({ balance: 0, paid: 0 })])
  const payments = [
    aPayment({ id: 'payment-a', amount: 1000, capturedAt: '2026-06-01T00:00:00.000Z' }),
    aPayment({ id: 'payment-c', amount: 1500, capturedAt: '2026-06-03T00:00:00.000Z', refunded: 700 }),
    aPayment({ id: 'payment-b', amount: 500, capturedAt: '2026-06-02T00:00:00.000Z' }),
  ]
  expect(back(refunded({ ...state, payments }, 2000))).toEqual([
    ['payment-c', 800],
    ['payment-b', 500],
    ['payment-a', 700],
  ])
})

test('what a credit of the same subscription paid is found in the payment behind that credit', () => {
  const may = anInvoice([aLine({ id: 'old', subscriptionOfferId: 'subscription_offer-0' })], {
    id: 'invoice-0',
    paid: 3000,
    issuedAt: '2026-05-01T00:00:00.000Z',
  })
  const state = invoicedState([june({ paid: 1000 }), may])
  const covered = { ...state, invoices: state.invoices.map((invoice) => ({ ...invoice, balance: 0 })) }
  expect(back(refunded(covered, 3000))).toEqual([
    ['payment-of-invoice-1', 1000],
    ['payment-of-invoice-0', 2000],
  ])
})

test.each([
  ['paid for another subscription as well', { subscriptionIds: ['sub-1', 'sub-2'] }],
  ['paid in another currency', { currency: 'USD' }],
])('money %s stays where it is, and the credit is balance', (_, other) => {
  const state = invoicedState([june(), june({ id: 'invoice-2', ...other })])
  const payments = state.payments
    .filter(({ invoiceId }) => invoiceId === 'invoice-2')
    .map((payment) => ({ ...payment, currency: state.invoices[1]?.currency ?? '' }))
  const after = refunded({ ...state, payments }, 1200)
  expect([back(after), left(after)]).toEqual([[], 1200])
})
