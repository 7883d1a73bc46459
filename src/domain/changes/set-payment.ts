import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function setPayment(
  state: CustomerState,
  { subscriptionId, payment }: ChangeOf<'set_payment'>,
): CustomerState {
  return {
    ...state,
    subscriptions: state.subscriptions.map((held) =>
      held.id === subscriptionId ? { ...held, payment } : held,
    ),
  }
}
