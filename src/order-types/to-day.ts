import type { Instant, LocalDate } from '../domain/time.ts'

/** A date-time is an instant, in UTC from here on; a plain date is a local day. */
export function toDay(wire: string): Instant | LocalDate {
  return wire.length === 'YYYY-MM-DD'.length ? wire : new Date(wire).toISOString()
}
