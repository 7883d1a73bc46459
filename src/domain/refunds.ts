import type { Change } from './change.ts'
import type { CustomerState } from './customer-state.ts'
import type { IdSource } from './id.ts'
import type { Payment } from './invoice.ts'
import type { Instant } from './time.ts'

/** What can go back of one payment; minor units. */
export function refundable(payment: Payment): number {
  return payment.amount - (payment.refunded ?? 0)
}

export interface RefundInput {
  readonly creditMemoId: string
  readonly ids: IdSource
  readonly orderId: string | undefined
  readonly subscriptionId: string
  readonly at: Instant
}

/**
 * The balance of a credit memo goes back to where the money came from: out of the payments of the invoices it corrects, the last
 * first, never more than they captured less what went back before. What no payment covers stays balance.
 */
export function refundChanges(state: CustomerState, input: RefundInput): readonly Change[] {
  const memo = state.creditMemos.find(({ id }) => id === input.creditMemoId)
  if (memo === undefined) return []
  const corrected = new Set(memo.lines.map(({ invoiceId }) => invoiceId))
  const changes: Change[] = []
  let left = memo.remaining
  for (const payment of lastFirst(state.payments.filter(({ invoiceId }) => corrected.has(invoiceId)))) {
    const amount = Math.min(left, refundable(payment))
    if (amount === 0) continue
    left -= amount
    changes.push({ kind: 'request_refund', refund: toRefund(payment, amount, input) })
  }
  return changes
}

function lastFirst(payments: readonly Payment[]): readonly Payment[] {
  return [...payments].sort((a, b) => (a.capturedAt > b.capturedAt ? -1 : 1))
}

function toRefund(payment: Payment, amount: number, input: RefundInput) {
  const { creditMemoId, ids, orderId, subscriptionId, at } = input
  const key = `refund/${creditMemoId}/${payment.id}`
  return {
    id: ids.id('refund', key),
    reference: ids.reference(key),
    ownerId: payment.ownerId,
    customerId: payment.customerId,
    subscriptionId,
    orderId,
    creditMemoId,
    paymentId: payment.id,
    status: 'pending' as const,
    gateway: payment.gateway,
    gatewayReference: undefined,
    currency: payment.currency,
    amount,
    requestedAt: at,
  }
}
