import { Temporal } from 'temporal-polyfill'
import type { Instant, LocalDate, TimeZone } from './time.ts'

/** Answers are pure functions of their arguments, so keeping them is safe; the bound keeps memory flat. */
const maxRemembered = 20_000
const midnights = new Map<string, Instant>()

/** The day that an instant falls on in a time zone. */
export function localDay(at: Instant, zone: TimeZone): LocalDate {
  if (zone === 'UTC') return new Date(at).toISOString().slice(0, 10)
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/**
 * The first instant of a day in a time zone: local midnight, or the first instant after it when a clock change skips
 * midnight, or the earlier one when it comes twice.
 */
export function localMidnight(on: LocalDate, zone: TimeZone): Instant {
  if (zone === 'UTC') return `${on}T00:00:00.000Z`
  const key = `${on} ${zone}`
  const known = midnights.get(key)
  if (known !== undefined) return known
  const start = Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone })
  const instant = new Date(start.epochMilliseconds).toISOString()
  if (midnights.size >= maxRemembered) midnights.clear()
  midnights.set(key, instant)
  return instant
}

/** Is this the IANA name of a time zone (or `UTC`)? Offsets such as `+01:00` are not: they know no clock changes. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/**
 * The instant that lies an ISO 8601 duration (`P1M`, `PT36H`) after `at`. Days and longer are counted on the calendar of the
 * zone, so a month later is the same local time whatever the clocks did in between. `undefined`: not such a duration.
 */
export function addDuration(at: Instant, duration: string, zone: TimeZone): Instant | undefined {
  try {
    const from = Temporal.Instant.from(at).toZonedDateTimeISO(zone)
    return new Date(from.add(Temporal.Duration.from(duration)).epochMilliseconds).toISOString()
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
