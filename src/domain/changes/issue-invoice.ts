import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function issueInvoice(state: CustomerState, change: ChangeOf<'issue_invoice'>): CustomerState {
  return { ...state, invoices: [...state.invoices, change.invoice] }
}
