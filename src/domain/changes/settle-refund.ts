import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import type { Refund } from '../invoice.ts'

/** What did not go back is balance of its credit memo again, and may go back out of its payment again. */
export function settleRefund(
  state: CustomerState,
  { refundId, outcome }: ChangeOf<'settle_refund'>,
): CustomerState {
  const refund = state.refunds.find(({ id }) => id === refundId)
  if (refund === undefined) throw new Error(`there is no refund ${refundId} to settle`)
  if (refund.status !== 'pending') throw new Error(`refund ${refundId} is ${refund.status} already`)
  const settled: Refund = { ...refund, ...outcome }
  const refunds = state.refunds.map((known) => (known === refund ? settled : known))
  return outcome.status === 'refunded' ? { ...state, refunds } : takenBack({ ...state, refunds }, refund)
}

function takenBack(state: CustomerState, { amount, creditMemoId, paymentId }: Refund): CustomerState {
  return {
    ...state,
    creditMemos: state.creditMemos.map((memo) =>
      memo.id === creditMemoId
        ? { ...memo, remaining: memo.remaining + amount, refunded: memo.refunded - amount }
        : memo,
    ),
    payments: state.payments.map((payment) =>
      payment.id === paymentId ? { ...payment, refunded: (payment.refunded ?? 0) - amount } : payment,
    ),
  }
}
