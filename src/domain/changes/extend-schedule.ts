import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function extendSchedule(state: CustomerState, change: ChangeOf<'extend_schedule'>): CustomerState {
  return { ...state, schedules: [...state.schedules, ...change.schedules] }
}
