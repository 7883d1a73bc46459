import { expect, test } from 'vitest'
import {
  daysAroundChanges,
  firstInstantOf,
  historyOf,
  isoDay,
  wallClockOf,
} from '../../test/support/zone-history.ts'
import { addDays } from './calendar.ts'
import { localDay, localMidnight } from './time-zone.ts'

/** Every change of the clocks in these zones, 1975 to 2040, and how many there must be at least for the test to mean anything. */
const zones: readonly (readonly [zone: string, changes: number])[] = [
  ['Europe/London', 100],
  ['America/New_York', 100],
  // Clocks change, or did, at midnight: it is skipped in spring and comes twice in autumn.
  ['America/Sao_Paulo', 40],
  ['America/Santiago', 100],
  ['America/Havana', 100],
  ['Asia/Beirut', 60],
  ['Africa/Cairo', 60],
  ['America/Asuncion', 60],
  ['Asia/Amman', 40],
  ['Asia/Tehran', 30],
  // One minute after midnight, back into the day before.
  ['America/St_Johns', 100],
  // Half an hour, and offsets that are no whole hours.
  ['Australia/Lord_Howe', 60],
  ['Asia/Kolkata', 0],
  ['Pacific/Chatham', 60],
  // Twice in the other direction for the month of Ramadan.
  ['Africa/Casablanca', 20],
  // A whole day was left out.
  ['Pacific/Apia', 10],
  ['Pacific/Kwajalein', 1],
  ['Pacific/Kiritimati', 1],
  ['Antarctica/Troll', 40],
  ['UTC', 0],
]

test.each(zones)(
  '%s: around every change of the clocks each day begins at its first instant',
  (zone, atLeast) => {
    const history = historyOf(zone, 1975, 2041)
    expect(history.stretches.length - 1).toBeGreaterThanOrEqual(atLeast)
    const clock = wallClockOf(zone)
    for (const on of daysAroundChanges(history)) {
      const first = firstInstantOf(history, on)
      const start = localMidnight(on, zone)
      if (first === undefined) {
        expect([on, start]).toEqual([on, localMidnight(addDays(on, 1), zone)])
        continue
      }
      const [begins, before] = [new Date(first).toISOString(), new Date(first - 1).toISOString()]
      const dayBefore = isoDay(clock(first - 1))
      if (start !== begins) expect.fail(`${on} begins in ${zone} at ${begins}, not at ${start}`)
      if (localDay(begins, zone) !== on) expect.fail(`${begins} is ${on} in ${zone}`)
      if (localDay(before, zone) !== dayBefore) expect.fail(`${before} is ${dayBefore} in ${zone}`)
      const previous =
        firstInstantOf(history, addDays(on, -1)) === undefined ? addDays(on, -2) : addDays(on, -1)
      if (dayBefore !== previous) expect.fail(`before ${on} comes ${previous} in ${zone}, not ${dayBefore}`)
    }
  },
)

test.each([
  // Skipped: the day begins when the clocks have moved.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['2024-03-31', 'Asia/Beirut', '2024-03-30T22:00:00.000Z'],
  ['2024-04-26', 'Africa/Cairo', '2024-04-25T22:00:00.000Z'],
  ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00.000Z'],
  // Twice: the earlier.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
  ['2010-11-07', 'America/St_Johns', '2010-11-07T02:30:00.000Z'],
  // 30 December 2011 was left out in Samoa: what falls on it falls on the first instant after it.
  ['2011-12-29', 'Pacific/Apia', '2011-12-29T10:00:00.000Z'],
  ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
])('%s in %s begins at %s', (on, zone, begins) => {
  expect(localMidnight(on, zone)).toBe(begins)
})
