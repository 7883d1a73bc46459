import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** More than the memo has left, or than the invoice still asks for, is a bug. */
export function applyCredit(
  state: CustomerState,
  { creditMemoId, invoiceId, amount, on }: ChangeOf<'apply_credit'>,
): CustomerState {
  return {
    ...state,
    invoices: state.invoices.map((invoice) => {
      if (invoice.id !== invoiceId) return invoice
      const balance = invoice.balance - amount
      if (balance < 0) throw new Error(`credit exceeds the balance of ${invoice.id}`)
      return { ...invoice, balance, status: balance === 0 ? ('paid' as const) : invoice.status }
    }),
    creditMemos: state.creditMemos.map((memo) => {
      if (memo.id !== creditMemoId) return memo
      const remaining = memo.remaining - amount
      if (remaining < 0) throw new Error(`credit memo ${memo.id} has less left than is applied`)
      return { ...memo, remaining, applications: [...memo.applications, { invoiceId, amount, on }] }
    }),
  }
}
