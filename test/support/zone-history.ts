/**
 * What clocks have shown in a time zone, as the platform's own `Intl` tells it, instant by instant; found by looking, without
 * any calendar library and without `src`.
 */
export interface ZoneHistory {
  readonly zone: string
  /** One after the other without a gap: from `from` on the clocks are `offset` ahead of UTC. All in milliseconds. */
  readonly stretches: readonly Stretch[]
}

export interface Stretch {
  readonly from: number
  readonly to: number
  readonly offset: number
}

const dayMs = 86_400_000
/** What a clock on the wall shows at an instant, read as if it were UTC. */
export type WallClock = (at: number) => number

export function wallClockOf(zone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const part = (type: Intl.DateTimeFormatPartTypes) => shown.get(type) ?? Number.NaN
    const seconds = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    )
    return seconds + (((at % 1000) + 1000) % 1000)
  }
}

/** Looks at the clock once a day (none was ever changed there and back sooner), and for the very millisecond where it has changed. */
export function historyOf(zone: string, firstYear: number, endYear: number): ZoneHistory {
  const clock = wallClockOf(zone)
  const offsetAt = (at: number) => clock(at) - at
  const stretches: Stretch[] = []
  const end = Date.UTC(endYear, 0, 1)
  let from = Date.UTC(firstYear, 0, 1)
  let offset = offsetAt(from)
  for (let at = from; at < end; at += dayMs) {
    const later = offsetAt(at + dayMs)
    if (later === offset) continue
    const changed = firstInstant(at, at + dayMs, (instant) => offsetAt(instant) === later)
    stretches.push({ from, to: changed, offset })
    from = changed
    offset = later
  }
  return { zone, stretches: [...stretches, { from, to: end, offset }] }
}

/** By halves: the first instant of which it is true, when it is false at `low` and true at `high`. */
function firstInstant(low: number, high: number, isTrue: (at: number) => boolean): number {
  let [before, after] = [low, high]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (isTrue(middle)) after = middle
    else before = middle
  }
  return after
}

/** The first instant at which the clocks show a day; `undefined` for a day that was left out. */
export function firstInstantOf({ stretches }: ZoneHistory, on: string): number | undefined {
  const midnight = Date.parse(on)
  for (const { from, to, offset } of stretches) {
    const begins = Math.max(from, midnight - offset)
    if (begins < Math.min(to, midnight + dayMs - offset)) return begins
  }
  return undefined
}

/** Days that begin or end near a change of the clocks: three before it to three after it. */
export function daysAroundChanges({ stretches }: ZoneHistory): readonly string[] {
  const days = new Set<string>()
  for (const { from, offset } of stretches.slice(1))
    for (let n = -3; n <= 3; n += 1) days.add(isoDay(from + offset + n * dayMs))
  return [...days].sort()
}

export function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
