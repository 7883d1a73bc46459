import { expect, test } from 'vitest'
import { TokenBuckets } from './token-buckets.ts'

test('a burst is allowed at once, then the average rate', () => {
  const buckets = new TokenBuckets({ perSecond: 2, burst: 3 })
  const takeAt = (ms: number) => buckets.take('a', ms).allowed
  expect([takeAt(0), takeAt(0), takeAt(0), takeAt(0)]).toEqual([true, true, true, false])
  expect([takeAt(499), takeAt(500), takeAt(500)]).toEqual([false, true, false])
})

test('it tells how long to wait for one, and for the whole burst', () => {
  const buckets = new TokenBuckets({ perSecond: 2, burst: 1 })
  expect(buckets.take('a', 0)).toEqual({ allowed: true, remaining: 0, waitMs: 500, fullInMs: 500 })
  expect(buckets.take('a', 100)).toEqual({ allowed: false, remaining: 0, waitMs: 400, fullInMs: 400 })
})

test('keys do not share, looking takes nothing, and a clock that goes back gives nothing', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1 })
  expect(buckets.take('a', 1000).allowed).toBe(true)
  expect(buckets.look('b', 1000).allowed).toBe(true)
  expect(buckets.take('b', 1000).allowed).toBe(true)
  expect(buckets.take('a', 0).allowed).toBe(false)
})
