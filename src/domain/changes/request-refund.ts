import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** The amount leaves the balance of its credit memo now. More than the memo or the payment has left is a bug. */
export function requestRefund(state: CustomerState, { refund }: ChangeOf<'request_refund'>): CustomerState {
  const { amount, creditMemoId, paymentId } = refund
  return {
    ...state,
    refunds: [...state.refunds, refund],
    creditMemos: state.creditMemos.map((memo) => {
      if (memo.id !== creditMemoId) return memo
      if (amount > memo.remaining) throw new Error(`credit memo ${memo.id} has less left than is refunded`)
      return { ...memo, remaining: memo.remaining - amount, refunded: memo.refunded + amount }
    }),
    payments: state.payments.map((payment) => {
      if (payment.id !== paymentId) return payment
      const refunded = (payment.refunded ?? 0) + amount
      if (refunded > payment.amount) throw new Error(`more goes back than ${payment.id} captured`)
      return { ...payment, refunded }
    }),
  }
}
