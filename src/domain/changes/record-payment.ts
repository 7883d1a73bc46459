import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import { applicationsOf } from '../invoice.ts'

/** Its invoices owe less by it and are `paid` at zero; more than is owed is a bug. */
export function recordPayment(state: CustomerState, { payment }: ChangeOf<'record_payment'>): CustomerState {
  const paid = new Map(applicationsOf(payment).map(({ invoiceId, amount }) => [invoiceId, amount]))
  const invoices = state.invoices.map((invoice) => {
    const amount = paid.get(invoice.id)
    if (amount === undefined) return invoice
    const balance = invoice.balance - amount
    if (balance < 0) throw new Error(`payment ${payment.id} exceeds the balance of ${invoice.id}`)
    return { ...invoice, balance, status: balance === 0 ? ('paid' as const) : invoice.status }
  })
  return { ...state, invoices, payments: [...state.payments, payment] }
}
