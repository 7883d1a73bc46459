import { expect, test } from 'vitest'
import { addDuration } from './time-zone.ts'

test.each([
  // London leaves summer time on 25 October 2026 and enters it on 28 March 2027.
  ['2026-10-10T08:00:00.000Z', 'P1M', 'Europe/London', '2026-11-10T09:00:00.000Z'],
  ['2027-03-15T09:00:00.000Z', 'P1M', 'Europe/London', '2027-04-15T08:00:00.000Z'],
  ['2026-10-24T23:00:00.000Z', 'P1D', 'Europe/London', '2026-10-26T00:00:00.000Z'],
  // Hours are hours, whatever the clocks do.
  ['2026-10-24T23:00:00.000Z', 'PT24H', 'Europe/London', '2026-10-25T23:00:00.000Z'],
  ['2027-01-31T12:00:00.000Z', 'P1M', 'UTC', '2027-02-28T12:00:00.000Z'],
  ['2026-11-22T00:00:00.000Z', 'P1Y2M3DT4H', 'UTC', '2028-01-25T04:00:00.000Z'],
])('%s and %s in %s is %s', (at, duration, zone, then) => {
  expect(addDuration(at, duration, zone)).toBe(then)
})

test.each(['1 month', 'P', 'P9999999Y', ''])('%s leads nowhere', (duration) => {
  expect(addDuration('2026-11-22T00:00:00.000Z', duration, 'UTC')).toBeUndefined()
})
