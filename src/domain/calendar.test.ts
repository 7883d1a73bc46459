import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addInterval, daysBetween, firstPeriodAfter, isLocalDate, periodOf } from './calendar.ts'
import type { Interval, IntervalUnit } from './time.ts'

const month = { count: 1, unit: 'months' } as const
const starts = (anchor: string, interval: Interval, count: number) =>
  Array.from({ length: count }, (_, n) => periodOf(anchor, interval, n).startOn)

const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01', n))
const interval = fc.record({
  count: fc.integer({ min: 1, max: 60 }),
  unit: fc.constantFrom<IntervalUnit>('days', 'weeks', 'months', 'years'),
})

test('monthly from 31 January falls on each month’s end and never drifts', () => {
  expect(starts('2026-01-31', month, 6)).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
    '2026-06-30',
  ])
  expect(periodOf('2026-01-31', month, 25).startOn).toBe('2028-02-29')
})

test.each<[string, Interval, string[]]>([
  [
    '2028-02-29',
    { count: 1, unit: 'years' },
    ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
  ],
  ['2025-11-30', { count: 3, unit: 'months' }, ['2025-11-30', '2026-02-28', '2026-05-30', '2026-08-30']],
  ['2026-03-02', { count: 52, unit: 'weeks' }, ['2026-03-02', '2027-03-01']],
  ['2027-03-01', { count: 4, unit: 'weeks' }, ['2027-03-01', '2027-03-29', '2027-04-26']],
  ['2026-12-31', { count: 1, unit: 'days' }, ['2026-12-31', '2027-01-01']],
  ['2099-12-31', { count: 2, unit: 'months' }, ['2099-12-31', '2100-02-28', '2100-04-30']],
])('from %s every %o', (anchor, every, expected) => {
  expect(starts(anchor, every, expected.length)).toEqual(expected)
})

test('days are counted as the platform’s own calendar counts them, over four centuries', () => {
  for (let n = -80_000; n < 80_000; n += 1) {
    const expected = new Date(n * 86_400_000).toISOString().slice(0, 10)
    if (addDays('1970-01-01', n) !== expected) expect(addDays('1970-01-01', n)).toBe(expected)
    if (daysBetween('1970-01-01', expected) !== n) expect(daysBetween('1970-01-01', expected)).toBe(n)
  }
})

test('periods tile time: each ends where the next starts, and none is empty', () => {
  fc.assert(
    fc.property(day, interval, fc.integer({ min: 0, max: 40 }), (anchor, every, n) => {
      const { startOn, endOn } = periodOf(anchor, every, n)
      expect(startOn < endOn).toBe(true)
      expect(periodOf(anchor, every, n + 1).startOn).toBe(endOn)
    }),
  )
})

test('the first period after a day is the first that starts later than it', () => {
  fc.assert(
    fc.property(day, interval, day, (anchor, every, after) => {
      const n = firstPeriodAfter(anchor, every, after)
      expect(addInterval(anchor, every, n) > after).toBe(true)
      if (n > 0) expect(addInterval(anchor, every, n - 1) <= after).toBe(true)
    }),
  )
})

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['2026-00-10', false],
  ['2026-04-31', false],
  ['26-04-30', false],
])('%s is a day: %s', (text, expected) => {
  expect(isLocalDate(text)).toBe(expected)
})
