import { addDays } from './calendar.ts'
import type { LocalDate } from './time.ts'

/** Days after the first try on which a declined collection is tried again. */
export const retryDays = [1, 3, 5, 7] as const

/**
 * The day of the next try after `declines` declines, the first try having been on `firstOn`; never today or earlier, and
 * `undefined` when no step of the ladder is left.
 */
export function nextTryOn(
  declines: number,
  { firstOn, today }: { readonly firstOn: LocalDate; readonly today: LocalDate },
): LocalDate | undefined {
  const days = retryDays[declines - 1]
  if (days === undefined) return undefined
  const planned = addDays(firstOn, days)
  return planned > today ? planned : addDays(today, 1)
}
