import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function addAddress(state: CustomerState, change: ChangeOf<'add_address'>): CustomerState {
  return { ...state, addresses: [...state.addresses, change.address] }
}
