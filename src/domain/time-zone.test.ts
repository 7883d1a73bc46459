import { expect, test } from 'vitest'
import { addDays } from './calendar.ts'
import { isTimeZone, localDay, localMidnight } from './time-zone.ts'

test.each([
  ['2026-04-03', 'Europe/London', '2026-04-02T23:00:00.000Z'],
  ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
  ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22', 'Asia/Kolkata', '2026-11-21T18:30:00.000Z'],
  // Midnight is skipped: the day begins at 01:00.
  ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'],
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  // Midnight comes twice: the earlier one.
  ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
])('%s begins in %s at %s', (on, zone, at) => {
  expect(localMidnight(on, zone)).toBe(at)
  expect(localDay(at, zone)).toBe(on)
})

const zones = [
  'UTC',
  'Europe/London',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Havana',
  'Asia/Kolkata',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Africa/Casablanca',
]

test.each(zones)('in %s every day begins once, and the instant before belongs to the day before', (zone) => {
  let on = '2024-01-01'
  while (on < '2027-01-01') {
    const start = localMidnight(on, zone)
    const before = new Date(Date.parse(start) - 1).toISOString()
    if (localDay(start, zone) !== on) expect.fail(`${start} is not on ${on} in ${zone}`)
    if (localDay(before, zone) >= on) expect.fail(`${before} is not before ${on} in ${zone}`)
    on = addDays(on, 1)
  }
})

test.each([
  ['Europe/London', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Mars/Olympus', false],
  ['+01:00', false],
  ['', false],
])('%s is a time zone: %s', (zone, expected) => {
  expect(isTimeZone(zone)).toBe(expected)
})
