import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function invoiceSchedule(
  state: CustomerState,
  { scheduleIds, invoiceId }: ChangeOf<'invoice_schedule'>,
): CustomerState {
  const invoiced = new Set(scheduleIds)
  return {
    ...state,
    schedules: state.schedules.map((entry) =>
      invoiced.has(entry.id) ? { ...entry, status: 'invoiced', invoiceId } : entry,
    ),
  }
}
