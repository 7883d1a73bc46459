import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function addCustomer(state: CustomerState, change: ChangeOf<'add_customer'>): CustomerState {
  return { ...state, customers: [...state.customers, change.customer] }
}
