export interface Gap {
  readonly unit: 'day' | 'week' | 'month' | 'year'
  readonly count: number
}

const dayMs = 86_400_000

/** How far apart days (`2026-11-22`) are when they are all equally far apart, in months if it can be said so. */
export function gapBetweenAll(days: readonly string[]): Gap | undefined {
  const dates = days.map((day) => new Date(`${day}T00:00Z`))
  const pairs = dates.slice(1).map((end, at) => [dates[at] ?? end, end] as const)
  const months = theOne(pairs.map(([start, end]) => monthsBetween(start, end)))
  if (months !== undefined)
    return months % 12 === 0 ? { unit: 'year', count: months / 12 } : { unit: 'month', count: months }
  const span = theOne(pairs.map(([start, end]) => Math.round((end.getTime() - start.getTime()) / dayMs)))
  if (span === undefined) return undefined
  return span % 7 === 0 ? { unit: 'week', count: span / 7 } : { unit: 'day', count: span }
}

/** The value that all have; absent when they differ or one has none. */
function theOne(values: readonly (number | undefined)[]): number | undefined {
  const [first] = values
  return values.every((value) => value === first) ? first : undefined
}

/** Whole months, when the days of the month agree or the shorter month clipped one of them. */
function monthsBetween(start: Date, end: Date): number | undefined {
  const years = end.getUTCFullYear() - start.getUTCFullYear()
  const months = years * 12 + end.getUTCMonth() - start.getUTCMonth()
  const [from, to] = [start.getUTCDate(), end.getUTCDate()]
  const agree =
    from === to || (to < from && to === lastDayOf(end)) || (from < to && from === lastDayOf(start))
  return months > 0 && agree ? months : undefined
}

function lastDayOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
}
