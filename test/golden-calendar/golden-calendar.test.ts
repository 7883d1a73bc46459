import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addInterval, firstPeriodAfter, periodOf } from '../../src/domain/calendar.ts'
import { entriesBetween, type RunningCharge } from '../../src/domain/charge-lines.ts'
import type { Interval } from '../../src/domain/time.ts'
import { cadenceNames, cadences, startDays } from './due-days.ts'
import { daysOf, goldenPath, goldenText, readGolden } from './golden-file.ts'

const golden = readGolden()

test('the file is what its generator makes', () => {
  expect(readFileSync(goldenPath, 'utf8') === goldenText()).toBe(true)
})

test('the file holds every start day, with eight years of periods', () => {
  expect([...golden.keys()]).toEqual(startDays())
  for (const gaps of golden.values())
    for (const name of cadenceNames)
      if (gaps[name].length !== cadences[name].periods) expect.fail(`${name}: ${gaps[name].length} periods`)
})

test.each([
  ['2026-01-31', 'month', ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']],
  ['2028-02-29', 'month', ['2028-02-29', '2028-03-29', '2028-04-29', '2028-05-29', '2028-06-29']],
  ['2027-11-30', 'quarter', ['2027-11-30', '2028-02-29', '2028-05-30', '2028-08-30', '2028-11-30']],
  ['2028-02-29', 'year', ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29']],
  ['2029-12-31', 'week', ['2029-12-31', '2030-01-07', '2030-01-14', '2030-01-21', '2030-01-28']],
  ['2027-02-27', 'day', ['2027-02-27', '2027-02-28', '2027-03-01', '2027-03-02', '2027-03-03']],
] as const)('as anybody can count: from %s every %s', (startOn, name, expected) => {
  expect(daysOf(startOn, golden.get(startOn)?.[name] ?? []).slice(0, 5)).toEqual(expected)
})

test.each(cadenceNames)('every period of every start day, each %s: the calendar agrees', (name) => {
  const { count, unit } = cadences[name]
  const every: Interval = { count, unit }
  for (const [startOn, gaps] of golden)
    compare(daysOf(startOn, gaps[name]), `${startOn} every ${name}`, (n) => addInterval(startOn, every, n))
})

test.each(cadenceNames)(
  'each %s: periods end where the next begins, and are found by any day in them',
  (name) => {
    const { count, unit } = cadences[name]
    const every: Interval = { count, unit }
    for (const [startOn, gaps] of golden) {
      const days = daysOf(startOn, gaps[name])
      // All of the months and longer; of days and weeks the first.
      for (let n = 0; n < Math.min(days.length - 1, 96); n += 1) {
        const period = periodOf(startOn, every, n)
        const [from = '', to = ''] = [days[n], days[n + 1]]
        if (period.startOn !== from || period.endOn !== to)
          expect(period).toEqual({ startOn: from, endOn: to })
        if (firstPeriodAfter(startOn, every, from) !== n + 1)
          expect.fail(`after ${from} comes period ${n + 1} of ${startOn} every ${name}`)
      }
    }
  },
)

test.each(cadenceNames)('each %s: what is charged falls due on these days, and on no other', (name) => {
  const { count, unit } = cadences[name]
  for (const [startOn, gaps] of golden) {
    const days = daysOf(startOn, gaps[name])
    const charges = [chargeFrom(startOn, { count, unit })]
    compareCharged(days.slice(0, 97), { charges, after: '2025-12-31' })
    compareCharged(days.slice(-96), { charges, after: days.at(-97) ?? '2025-12-31' })
  }
})

interface Charged {
  readonly charges: readonly RunningCharge[]
  readonly after: string
}

function compareCharged(days: readonly string[], { charges, after }: Charged): void {
  const entries = entriesBetween(charges, { after, until: days.at(-1) ?? '', endOn: undefined })
  if (entries.length !== days.length) expect(entries.map((entry) => entry.dueOn)).toEqual(days)
  compare(days, `charged after ${after}`, (n) => entries[n]?.dueOn ?? '')
  compare(days, `served after ${after}`, (n) => entries[n]?.lines[0]?.serviceStartOn ?? '')
}

/** Exactly, day by day; a plain comparison, because an `expect` for each of five million would take minutes. */
function compare(days: readonly string[], what: string, ours: (n: number) => string): void {
  for (const [n, day] of days.entries())
    if (ours(n) !== day) expect.fail(`${what}: period ${n} begins on ${day}, not on ${ours(n)}`)
}

function chargeFrom(anchorOn: string, interval: Interval): RunningCharge {
  return {
    subscriptionId: 'sub-1',
    subscriptionOfferId: 'subscription_offer-1',
    charge: {
      name: 'price',
      label: 'Price',
      productName: 'Product',
      kind: 'recurring',
      unitAmount: 1000,
      quantity: 1,
      anchorOn,
      interval,
      periods: undefined,
    },
  }
}
