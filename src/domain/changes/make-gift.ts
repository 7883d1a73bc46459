import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function makeGift(state: CustomerState, { gift }: ChangeOf<'make_gift'>): CustomerState {
  return { ...state, gifts: [...state.gifts, gift] }
}
