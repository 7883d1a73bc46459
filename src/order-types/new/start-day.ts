import { addInterval, daysBetween } from '../../domain/calendar.ts'
import type { Facts } from '../../domain/facts.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Instant, Interval, LocalDate } from '../../domain/time.ts'
import { localDay, localMidnight } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'

/** How far ahead a subscription may be ordered. */
const farthestStart: Interval = { count: 3, unit: 'years' }

/** The days an order turns on, in the account's time zone. */
export interface StartDay {
  readonly today: LocalDate
  readonly startOn: LocalDate
  readonly startAt: Instant
}

/** A date-time is an instant and means its local day; a plain date is a local day; nothing means now. */
export function startDay(startAt: Instant | LocalDate | undefined, facts: Facts): StartDay | Refusal {
  const { at, timeZone } = facts
  const today = localDay(at, timeZone)
  const startOn = startAt === undefined ? today : isDay(startAt) ? startAt : localDay(startAt, timeZone)
  const earliest = facts.settings.backDatingDays
  if (daysBetween(startOn, today) > earliest)
    return refuseAt(
      'order_date_out_of_range',
      '/orderDate',
      `orderDate may lie at most ${earliest} days in the past.`,
    )
  const latest = addInterval(today, farthestStart)
  if (startOn > latest)
    return refuseAt(
      'order_date_out_of_range',
      '/orderDate',
      `orderDate may not be later than ${dayInWords(latest)}.`,
    )
  return { today, startOn, startAt: startOn === today ? at : localMidnight(startOn, timeZone) }
}

function isDay(startAt: Instant | LocalDate): boolean {
  return startAt.length === 'YYYY-MM-DD'.length
}
