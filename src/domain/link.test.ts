import { describe, expect, test } from 'vitest'
import { canMove, type LinkState, linkStateAt, refusalToBuy, refusalToShow } from './link.ts'

const states: readonly LinkState[] = [
  'scheduled',
  'active',
  'opened',
  'paying',
  'completed',
  'expired',
  'revoked',
  'superseded',
]

const at = '2026-11-22T12:00:00.000Z'
const before = '2026-11-22T11:59:59.999Z'
const after = '2026-11-22T12:00:00.001Z'

test.each([
  ['completed', []],
  ['revoked', []],
  ['superseded', []],
  ['expired', ['active', 'opened']],
  ['paying', ['opened', 'completed', 'expired', 'revoked', 'superseded']],
  ['opened', ['paying', 'completed', 'expired', 'revoked', 'superseded']],
] as const)('a link that is %s can only become %j', (from, allowed) => {
  expect(states.filter((to) => canMove(from, to)).sort()).toEqual([...allowed].sort())
})

describe('the state at an instant', () => {
  test.each([
    ['a living link past its end', 'active', { expiresAt: before }, 'expired'],
    ['an opened link past its end', 'opened', { expiresAt: before }, 'expired'],
    ['a link at the instant of its end', 'active', { expiresAt: at }, 'expired'],
    ['a link just before its end', 'active', { expiresAt: after }, 'active'],
    ['a completed link past its end', 'completed', { expiresAt: before }, 'completed'],
    ['a revoked link past its end', 'revoked', { expiresAt: before }, 'revoked'],
    ['a payment that runs across the end', 'paying', { expiresAt: before }, 'paying'],
    ['a link whose start has come', 'scheduled', { expiresAt: after, startsAt: at }, 'active'],
    ['a link whose start has not come', 'scheduled', { expiresAt: after, startsAt: after }, 'scheduled'],
    ['a link that ended before it began', 'scheduled', { expiresAt: before, startsAt: after }, 'expired'],
  ] as const)('%s', (_, state, times, expected) => {
    expect(linkStateAt({ startsAt: undefined, ...times, state }, at)).toBe(expected)
  })
})

test.each([
  ['scheduled', 'link_not_open', 'link_not_open'],
  ['active', undefined, undefined],
  ['opened', undefined, undefined],
  ['paying', undefined, undefined],
  ['completed', undefined, 'link_completed'],
  ['expired', 'link_expired', 'link_expired'],
  ['revoked', 'link_revoked', 'link_revoked'],
  ['superseded', 'link_superseded', 'link_superseded'],
] as const)('a link that is %s: its page says %s, buying says %s', (state, toShow, toBuy) => {
  expect(refusalToShow(state)?.code).toBe(toShow)
  expect(refusalToBuy(state)?.code).toBe(toBuy)
})
