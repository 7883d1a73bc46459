import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** Uses are counted beside the customer's state. */
export function usePromoCode(state: CustomerState, _change: ChangeOf<'use_promo_code'>): CustomerState {
  return state
}
