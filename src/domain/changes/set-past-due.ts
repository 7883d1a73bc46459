import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function setPastDue(
  state: CustomerState,
  { subscriptionId, pastDue }: ChangeOf<'set_past_due'>,
): CustomerState {
  return {
    ...state,
    subscriptions: state.subscriptions.map((held) =>
      held.id === subscriptionId ? { ...held, pastDue } : held,
    ),
  }
}
