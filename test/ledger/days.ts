/** Calendar and rounding of the model, by `Date.UTC` and `BigInt` alone: nothing here comes from `src`. Days are numbers since 1970. */

export type Day = number

export interface Every {
  readonly count: number
  readonly unit: 'days' | 'weeks' | 'months' | 'years'
}

const dayMs = 86_400_000

export function toDay(text: string): Day {
  return Date.parse(`${text}T00:00:00.000Z`) / dayMs
}

export function toText(day: Day): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** So many times a length later; the day of the month is kept, or is the month's last. */
export function later(day: Day, { count, unit }: Every, times = 1): Day {
  if (unit === 'days') return day + count * times
  if (unit === 'weeks') return day + count * times * 7
  const from = new Date(day * dayMs)
  const year = from.getUTCFullYear()
  const month = from.getUTCMonth() + count * times * (unit === 'years' ? 12 : 1)
  // Day 0 of a month is the last of the month before.
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(from.getUTCDate(), last)) / dayMs
}

/** The number of the first period that begins on a day or after it. */
export function firstFrom(anchor: Day, every: Every, day: Day): number {
  const longest = { days: 1, weeks: 7, months: 31, years: 366 }[every.unit] * every.count
  let n = Math.max(0, Math.floor((day - anchor) / longest) - 1)
  while (later(anchor, every, n) < day) n += 1
  return n
}

export function isSameLength(one: Every | undefined, other: Every | undefined): boolean {
  return one !== undefined && other !== undefined && canonical(one) === canonical(other)
}

function canonical({ count, unit }: Every): string {
  if (unit === 'weeks') return `${count * 7} days`
  if (unit === 'years') return `${count * 12} months`
  return `${count} ${unit}`
}

/** Unit price × quantity × part of whole, rounded once, half away from zero; for amounts that are not negative. */
export function share(unit: number, quantity: number, part: number, whole: number): number {
  const product = BigInt(unit) * BigInt(quantity) * BigInt(part)
  const by = BigInt(whole)
  const floor = product / by
  return Number(2n * (product - floor * by) >= by ? floor + 1n : floor)
}
