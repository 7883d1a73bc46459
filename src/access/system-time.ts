import type { Instant } from '../domain/time.ts'
import type { Clock } from '../ports/clock.ts'

/** The system clock's instant, `laterMs` from now. */
export function systemInstant(clock: Clock, laterMs = 0): Instant {
  return new Date(clock.system() + laterMs).toISOString()
}
