import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

/** An entry that was cancelled and is due after all is the same entry again. */
export function extendSchedule(
  state: CustomerState,
  { schedules }: ChangeOf<'extend_schedule'>,
): CustomerState {
  const added = new Set(schedules.map(({ id }) => id))
  return { ...state, schedules: [...state.schedules.filter(({ id }) => !added.has(id)), ...schedules] }
}
