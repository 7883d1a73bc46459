import { expect, test } from 'vitest'
import { nextTryOn, usualDunning as policy } from './dunning.ts'

test.each([
  { declines: 1, today: '2026-01-31', next: '2026-02-01' },
  { declines: 2, today: '2026-02-01', next: '2026-02-03' },
  { declines: 3, today: '2026-02-03', next: '2026-02-05' },
  { declines: 4, today: '2026-02-05', next: '2026-02-07' },
  { declines: 5, today: '2026-02-07', next: undefined },
])('after decline $declines the next try is on $next', ({ declines, today, next }) => {
  expect(nextTryOn(declines, { policy, firstOn: '2026-01-31', today })).toBe(next)
})

test('a step of the ladder that has passed while nobody worked comes tomorrow', () => {
  expect(nextTryOn(1, { policy, firstOn: '2026-01-31', today: '2026-03-10' })).toBe('2026-03-11')
})

test('an offer may have a ladder of its own', () => {
  const own = { retryDays: [2, 10], end: 'cancel' } as const
  const next = (declines: number, today: string) =>
    nextTryOn(declines, { policy: own, firstOn: '2026-01-31', today })
  expect([next(1, '2026-01-31'), next(2, '2026-02-02'), next(3, '2026-02-10')]).toEqual([
    '2026-02-02',
    '2026-02-10',
    undefined,
  ])
})
