import { Temporal } from 'temporal-polyfill'

/** How often something falls due, by the name it has in the file. */
export const cadences = {
  day: { count: 1, unit: 'days', periods: 2922 },
  week: { count: 1, unit: 'weeks', periods: 417 },
  month: { count: 1, unit: 'months', periods: 96 },
  quarter: { count: 3, unit: 'months', periods: 32 },
  year: { count: 1, unit: 'years', periods: 8 },
} as const

export type CadenceName = keyof typeof cadences
export const cadenceNames = ['day', 'week', 'month', 'quarter', 'year'] as const satisfies CadenceName[]

const dayMs = 86_400_000

/** Every start day, in order. */
export function startDays(): readonly string[] {
  return daysFrom('2026-01-01', '2029-12-31')
}

/** Both inclusive. */
export function daysFrom(from: string, to: string): readonly string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) days.push(isoDay(at))
  return days
}

/**
 * The days from each due day to the next, for eight years from a start day, by plain `Date.UTC` arithmetic: nothing here
 * comes from `src`.
 */
export function gapsByUtc(startOn: string, name: CadenceName): readonly number[] {
  const days = Array.from({ length: cadences[name].periods + 1 }, (_, n) => dueByUtc(startOn, name, n))
  return days.slice(1).map((at, n) => (at - (days[n] ?? Number.NaN)) / dayMs)
}

/** Throws where Temporal's calendar, which nobody here wrote, disagrees with the plain arithmetic. */
export function confirmByTemporal(startOn: string, name: CadenceName): void {
  const { count, unit, periods } = cadences[name]
  const start = Temporal.PlainDate.from(startOn)
  for (let n = 0; n <= periods; n += 1) {
    const temporal = start.add({ [unit]: n * count }, { overflow: 'constrain' }).toString()
    const plain = isoDay(dueByUtc(startOn, name, n))
    if (plain !== temporal) throw new Error(`${startOn} and ${n * count} ${unit}: ${plain} or ${temporal}`)
  }
}

/** Milliseconds since 1970. */
function dueByUtc(startOn: string, name: CadenceName, n: number): number {
  const { count, unit } = cadences[name]
  const start = new Date(startOn)
  if (unit === 'days') return start.getTime() + n * count * dayMs
  if (unit === 'weeks') return start.getTime() + n * count * 7 * dayMs
  const year = start.getUTCFullYear()
  const month = start.getUTCMonth() + n * count * (unit === 'years' ? 12 : 1)
  // Day 0 of a month is the last day of the month before.
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(start.getUTCDate(), lastOfMonth))
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
