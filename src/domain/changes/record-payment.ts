import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** The invoice owes less by the payment and is `paid` at zero; a payment above what is owed is a bug. */
export function recordPayment(state: CustomerState, { payment }: ChangeOf<'record_payment'>): CustomerState {
  const invoices = state.invoices.map((invoice) => {
    if (invoice.id !== payment.invoiceId) return invoice
    const balance = invoice.balance - payment.amount
    if (balance < 0) throw new Error(`payment ${payment.id} exceeds the balance of ${invoice.id}`)
    return { ...invoice, balance, status: balance === 0 ? ('paid' as const) : invoice.status }
  })
  return { ...state, invoices, payments: [...state.payments, payment] }
}
