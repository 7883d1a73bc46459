import type { Interval, LocalDate } from './time.ts'

/** A stretch of days; `endOn` is the first day after it. */
export interface Period {
  readonly startOn: LocalDate
  readonly endOn: LocalDate
}

interface CivilDate {
  readonly year: number
  readonly month: number
  readonly day: number
}

const daysPerEra = 146_097
/** Days from 0000-03-01 to 1970-01-01. */
const epochOffset = 719_468

/** Is this text a day that exists, `YYYY-MM-DD`, years 1 to 9999? */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const { year, month, day } = parse(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Number of days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(parse(to)) - toDayNumber(parse(from))
}

/** The day so many days later; earlier when negative. */
export function addDays(on: LocalDate, days: number): LocalDate {
  return format(fromDayNumber(toDayNumber(parse(on)) + days))
}

/** The later of two days. */
export function laterOf(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}

/**
 * The day that lies `times` intervals after `on`. Months and years keep the day of the month and clip to the month's
 * end: 31 January and one month is 28 (or 29) February. Count from the anchor (`times` above one), never from the
 * last result: clipped days would drift.
 */
export function addInterval(on: LocalDate, interval: Interval, times = 1): LocalDate {
  const count = interval.count * times
  switch (interval.unit) {
    case 'days':
      return addDays(on, count)
    case 'weeks':
      return addDays(on, count * 7)
    case 'months':
      return addMonths(on, count)
    case 'years':
      return addMonths(on, count * 12)
  }
}

/** The n-th period (from 0) of an interval, counted from the anchor: period n ends where period n + 1 starts. */
export function periodOf(anchorOn: LocalDate, interval: Interval, n: number): Period {
  return { startOn: addInterval(anchorOn, interval, n), endOn: addInterval(anchorOn, interval, n + 1) }
}

/** The number of the first period that starts after a day; 0 when the anchor itself does. */
export function firstPeriodAfter(anchorOn: LocalDate, interval: Interval, after: LocalDate): number {
  if (anchorOn > after) return 0
  const longestDays = { days: 1, weeks: 7, months: 31, years: 366 }[interval.unit] * interval.count
  let n = Math.max(0, Math.floor(daysBetween(anchorOn, after) / longestDays) - 1)
  while (addInterval(anchorOn, interval, n) <= after) n += 1
  return n
}

function addMonths(on: LocalDate, months: number): LocalDate {
  const { year, month, day } = parse(on)
  const monthNumber = year * 12 + (month - 1) + months
  const toYear = Math.floor(monthNumber / 12)
  const toMonth = monthNumber - toYear * 12 + 1
  return format({ year: toYear, month: toMonth, day: Math.min(day, daysInMonth(toYear, toMonth)) })
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

function parse(on: LocalDate): CivilDate {
  return { year: Number(on.slice(0, 4)), month: Number(on.slice(5, 7)), day: Number(on.slice(8, 10)) }
}

function format({ year, month, day }: CivilDate): LocalDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Days since 1970-01-01. Years are counted from March, so that the leap day is the last of its year. */
function toDayNumber({ year, month, day }: CivilDate): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysPerEra + dayOfEra - epochOffset
}

function fromDayNumber(days: number): CivilDate {
  const shifted = days + epochOffset
  const era = Math.floor(shifted / daysPerEra)
  const dayOfEra = shifted - era * daysPerEra
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}
