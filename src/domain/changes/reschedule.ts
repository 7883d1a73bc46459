import { canonicalJson } from '../canonical-json.ts'
import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import type { Schedule } from '../subscription.ts'

/** A day that had an entry keeps it, with what is due on it now; an entry in which nothing moved is the same object. */
export function reschedule(
  state: CustomerState,
  { subscriptionId, after, schedules }: ChangeOf<'reschedule'>,
): CustomerState {
  const byDay = new Map(schedules.map((entry) => [entry.dueOn, entry]))
  const isOpen = (entry: Schedule) =>
    entry.subscriptionId === subscriptionId && entry.status === 'pending' && entry.dueOn > after
  const kept = new Set<string>()
  const rewritten = state.schedules.map((entry): Schedule => {
    if (!isOpen(entry)) return entry
    const now = byDay.get(entry.dueOn)
    if (now === undefined) return { ...entry, status: 'cancelled' }
    kept.add(entry.dueOn)
    const { amount, tax, lines } = now
    return isSame(entry, now) ? entry : { ...entry, amount, tax, lines }
  })
  const added = schedules.filter((entry) => !kept.has(entry.dueOn))
  const revived = new Set(added.map(({ id }) => id))
  return { ...state, schedules: [...rewritten.filter(({ id }) => !revived.has(id)), ...added] }
}

function isSame(before: Schedule, now: Schedule): boolean {
  return canonicalJson([before.tax, before.lines]) === canonicalJson([now.tax, now.lines])
}
