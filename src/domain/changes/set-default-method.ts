import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** Of the methods in reach it alone is the default. */
export function setDefaultMethod(
  state: CustomerState,
  { paymentMethodId }: ChangeOf<'set_default_method'>,
): CustomerState {
  return {
    ...state,
    paymentMethods: state.paymentMethods.map((method) => {
      const isDefault = method.id === paymentMethodId
      return method.isDefault === isDefault ? method : { ...method, isDefault }
    }),
  }
}
