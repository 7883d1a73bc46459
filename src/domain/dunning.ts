import { addDays } from './calendar.ts'
import type { LocalDate } from './time.ts'

/** How an offer goes after money that could not be collected. */
export interface DunningPolicy {
  /** Days after the first try on which a declined collection is tried again, rising. */
  readonly retryDays: readonly number[]
  /** When the last try was declined too: the subscription stays past due, or is cancelled. */
  readonly end: 'keep' | 'cancel'
}

/** For offers that say nothing. */
export const usualDunning: DunningPolicy = { retryDays: [1, 3, 5, 7], end: 'keep' }

export interface Tries {
  readonly policy: DunningPolicy
  readonly firstOn: LocalDate
  readonly today: LocalDate
}

/**
 * The day of the next try after `declines` declines, the first try having been on `firstOn`; never today or earlier, and
 * `undefined` when no step of the ladder is left.
 */
export function nextTryOn(declines: number, { policy, firstOn, today }: Tries): LocalDate | undefined {
  const days = policy.retryDays[declines - 1]
  if (days === undefined) return undefined
  const planned = addDays(firstOn, days)
  return planned > today ? planned : addDays(today, 1)
}
