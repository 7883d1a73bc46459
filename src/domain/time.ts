/** An instant in UTC, ISO 8601 with milliseconds and `Z` (`2026-11-22T04:50:51.000Z`); sorts as text. */
export type Instant = string

/** A calendar day without zone, `YYYY-MM-DD`; sorts as text. Which zone it is a day of is said by its owner's `timeZone`. */
export type LocalDate = string

/** IANA name of a time zone, such as `Europe/London`. */
export type TimeZone = string

export type IntervalUnit = 'days' | 'weeks' | 'months' | 'years'

/** A length of calendar time: `{ count: 3, unit: 'months' }` is a quarter. */
export interface Interval {
  readonly count: number
  readonly unit: IntervalUnit
}
