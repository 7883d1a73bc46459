import { laterOf } from '../domain/calendar.ts'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import { chargesEndOn } from '../domain/schedule.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { Instant, LocalDate } from '../domain/time.ts'
import { localDay } from '../domain/time-zone.ts'

/** The day a request names for a change: today or later, and while the subscription lasts. A later start is waited for. */
export function dayOfRequest(
  at: Instant | LocalDate,
  { subscription, today, pointer }: { subscription: Subscription; today: LocalDate; pointer: string },
): LocalDate | Refusal {
  const day = at.length === 'YYYY-MM-DD'.length ? at : localDay(at, subscription.timeZone)
  if (day < today) return refuseAt('effective_date_passed', pointer, 'A change cannot take hold in the past.')
  const endOn = chargesEndOn({ ...subscription, cancelOn: undefined })
  if (endOn !== undefined && day > endOn)
    return refuseAt(
      'effective_date_out_of_range',
      pointer,
      `The subscription ends on ${endOn}; the change must come before.`,
    )
  if (day > farthest(today))
    return refuseAt(
      'effective_date_out_of_range',
      pointer,
      'A change can be planned ten years ahead at most.',
    )
  return laterOf(day, subscription.startOn)
}

function farthest(today: LocalDate): LocalDate {
  return `${String(Number(today.slice(0, 4)) + 10)}${today.slice(4)}`
}
