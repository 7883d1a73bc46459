import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function renewTerm(
  state: CustomerState,
  { subscriptionId, termStartOn, termEndOn, termCycle }: ChangeOf<'renew_term'>,
): CustomerState {
  return {
    ...state,
    subscriptions: state.subscriptions.map((held) =>
      held.id === subscriptionId ? { ...held, termStartOn, termEndOn, termCycle } : held,
    ),
  }
}
