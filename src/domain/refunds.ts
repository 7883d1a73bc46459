import type { Change } from './change.ts'
import type { CustomerState } from './customer-state.ts'
import type { IdSource } from './id.ts'
import { applicationsOf, type CreditMemo, type Payment, type Refund } from './invoice.ts'
import type { Instant } from './time.ts'

/** What can go back of one payment; minor units. What is disputed is the bank's to decide on, and goes back once at most. */
export function refundable(payment: Payment): number {
  return Math.max(0, payment.amount - (payment.refunded ?? 0) - (payment.disputed ?? 0))
}

export interface RefundInput {
  readonly creditMemoId: string
  readonly ids: IdSource
  readonly orderId: string | undefined
  readonly subscriptionId: string
  readonly at: Instant
}

/**
 * The balance of a credit memo goes back to where the money came from: out of the payments of the invoices it corrects, then out of
 * what else was paid for its subscription, the last payment first; never more than they captured less what went back before. What no
 * payment covers stays balance.
 */
export function refundChanges(state: CustomerState, input: RefundInput): readonly Change[] {
  const memo = state.creditMemos.find(({ id }) => id === input.creditMemoId)
  if (memo === undefined) return []
  const changes: Change[] = []
  let left = memo.remaining
  for (const payment of sourcesOf(memo, state)) {
    const amount = Math.min(left, refundable(payment))
    if (amount <= 0) continue
    left -= amount
    changes.push({ kind: 'request_refund', refund: toRefund(payment, amount, input) })
  }
  return changes
}

/** An upgrade in mid-period is paid in part by the credit of what it replaced: its money lies with an earlier payment. */
function sourcesOf(memo: CreditMemo, { invoices, payments }: CustomerState): readonly Payment[] {
  const corrected = new Set(memo.lines.map(({ invoiceId }) => invoiceId))
  const related = new Set(
    invoices
      .filter(({ subscriptionIds }) => subscriptionIds.every((id) => id === memo.subscriptionId))
      .map(({ id }) => id),
  )
  const inCurrency = payments.filter(({ currency }) => currency === memo.currency).sort(lastFirst)
  const paysOneOf = (payment: Payment, ids: ReadonlySet<string>) =>
    applicationsOf(payment).some(({ invoiceId }) => ids.has(invoiceId))
  const first = inCurrency.filter((payment) => paysOneOf(payment, corrected))
  const rest = inCurrency.filter((payment) => paysOneOf(payment, related))
  return [...new Set([...first, ...rest])]
}

function lastFirst(a: Payment, b: Payment): number {
  if (a.capturedAt !== b.capturedAt) return a.capturedAt > b.capturedAt ? -1 : 1
  return a.id < b.id ? -1 : 1
}

function toRefund(payment: Payment, amount: number, input: RefundInput): Refund {
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
    status: 'pending',
    gateway: payment.gateway,
    gatewayReference: undefined,
    currency: payment.currency,
    amount,
    requestedAt: at,
  }
}
