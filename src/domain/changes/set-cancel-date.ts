import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function setCancelDate(
  state: CustomerState,
  { subscriptionId, cancelOn }: ChangeOf<'set_cancel_date'>,
): CustomerState {
  return {
    ...state,
    subscriptions: state.subscriptions.map((held) =>
      held.id === subscriptionId ? { ...held, cancelOn } : held,
    ),
    schedules: state.schedules.map((entry) =>
      cancelOn !== undefined &&
      entry.subscriptionId === subscriptionId &&
      entry.status === 'pending' &&
      entry.dueOn >= cancelOn
        ? { ...entry, status: 'cancelled' }
        : entry,
    ),
  }
}
