import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** What is named takes the place of what was; the rest stays. */
export function changeCustomer(
  state: CustomerState,
  { customerId, details }: ChangeOf<'change_customer'>,
): CustomerState {
  return {
    ...state,
    customers: state.customers.map((customer) =>
      customer.id === customerId ? { ...customer, details: { ...customer.details, ...details } } : customer,
    ),
  }
}
