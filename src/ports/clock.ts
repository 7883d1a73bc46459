import type { Instant } from '../domain/time.ts'

/**
 * Two clocks. The business clock dates orders, periods, links and everything that falls due; a sandbox can move it.
 * The system clock times tokens, leases, previews, rate limits and logs.
 */
export interface Clock {
  /** Now by the business clock. */
  readonly now: () => Instant
  /** Now by the system clock, milliseconds since 1970. */
  readonly system: () => number
}
