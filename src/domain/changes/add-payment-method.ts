import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** A new default takes the place of the owner's old one. */
export function addPaymentMethod(
  state: CustomerState,
  { paymentMethod }: ChangeOf<'add_payment_method'>,
): CustomerState {
  const others = paymentMethod.isDefault
    ? state.paymentMethods.map((known) => (known.isDefault ? { ...known, isDefault: false } : known))
    : state.paymentMethods
  return { ...state, paymentMethods: [...others, paymentMethod] }
}
