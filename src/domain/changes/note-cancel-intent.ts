import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function noteCancelIntent(
  state: CustomerState,
  _change: ChangeOf<'note_cancel_intent'>,
): CustomerState {
  return state
}
