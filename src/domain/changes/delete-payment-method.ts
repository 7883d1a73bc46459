import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** It stays for what it paid, and is not the default of anybody any more. */
export function deletePaymentMethod(
  state: CustomerState,
  { paymentMethodId, at }: ChangeOf<'delete_payment_method'>,
): CustomerState {
  return {
    ...state,
    paymentMethods: state.paymentMethods.map((method) =>
      method.id === paymentMethodId ? { ...method, isDefault: false, deletedAt: at } : method,
    ),
  }
}
