import { expect, test } from 'vitest'
import { gapBetweenAll } from './rhythm.ts'

test.each([
  [['2026-12-22', '2027-01-22', '2027-02-22'], { unit: 'month', count: 1 }],
  [['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30'], { unit: 'month', count: 1 }],
  [['2026-11-22', '2027-02-22'], { unit: 'month', count: 3 }],
  [['2026-11-22', '2027-11-22'], { unit: 'year', count: 1 }],
  [['2024-02-29', '2025-02-28', '2026-02-28'], { unit: 'year', count: 1 }],
  [['2027-01-17', '2027-02-14', '2027-03-14', '2027-04-11'], { unit: 'week', count: 4 }],
  [['2026-11-22', '2026-12-02'], { unit: 'day', count: 10 }],
])('%o come in one rhythm', (days, gap) => {
  expect(gapBetweenAll(days)).toEqual(gap)
})

test.each([[['2026-11-22', '2027-02-22', '2027-03-22']], [['2026-11-22']], [[]]])('%o have none', (days) => {
  expect(gapBetweenAll(days)).toBeUndefined()
})
