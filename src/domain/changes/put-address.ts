import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function putAddress(state: CustomerState, { address }: ChangeOf<'put_address'>): CustomerState {
  const others = state.addresses.filter((held) => held.id !== address.id)
  return { ...state, addresses: [...others, address] }
}
