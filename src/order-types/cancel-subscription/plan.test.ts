import { expect, test } from 'vitest'
import { passTime, type Step, stateAfter, takeStep, tryStep } from '../../../test/support/history.ts'
import { anOffer, aPrice } from '../../../test/support/plan.ts'
import type { CustomerState } from '../../domain/customer-state.ts'

const card = { type: 'sandbox', sandbox: { token: 'tok_ok' } }
const world = {
  offers: [
    anOffer({ prices: [aPrice({ unitAmount: 3000 })], initialTerm: undefined }),
    anOffer({
      id: 'c'.repeat(40),
      displayName: 'Pro',
      prices: [aPrice({ unitAmount: 6000 })],
      initialTerm: undefined,
    }),
  ],
}
const buy = (more: object = {}): Step => ({
  at: '2026-04-01T12:00:00.000Z',
  request: { order_type: 'new', country: 'GB', orderItems: [{ offer: 0 }], payment: card, ...more },
})
const cancel = (more: object = {}, at = '2026-04-16T12:00:00.000Z'): Step => ({
  at,
  request: { order_type: 'cancel_subscription', ...more },
})
const switchLater: Step = {
  at: '2026-04-10T12:00:00.000Z',
  request: { order_type: 'change_offer', offer: 1, effectiveDate: '2026-05-01' },
}
const codes = ({ changeset }: { changeset: { messages: readonly { code: string }[] } }) =>
  changeset.messages.map(({ code }) => code)
const toCome = ({ pendingChanges }: CustomerState) =>
  pendingChanges.map(({ kind, status, effectiveOn, settle }) => [kind, status, effectiveOn, settle])

test.each([
  ['at the end of what is charged', {}, '2026-05-01', ['cancellation_scheduled']],
  [
    'at a date in a month to come',
    { cancelDate: '2026-06-11' },
    '2026-06-11',
    ['cancellation_scheduled', 'unused_is_kept'],
  ],
  [
    'at that date, credited',
    { cancelDate: '2026-06-11', settle: 'credit' },
    '2026-06-11',
    ['cancellation_scheduled', 'settled_at_the_end'],
  ],
])('a cancellation %s is a change to come', (_, request, day, messages) => {
  const step = takeStep(world, stateAfter(world, [buy()]), cancel(request), 1)
  expect(codes(step)).toEqual(messages)
  expect(step.after.subscriptions[0]).toMatchObject({ status: 'active', cancelOn: day })
  expect(toCome(step.after).map((change) => change.slice(0, 3))).toEqual([['cancellation', 'pending', day]])
  expect(step.after.schedules.filter(({ status, dueOn }) => status === 'pending' && dueOn >= day)).toEqual([])
})

test('what will be credited on that day is said, and given on that day', () => {
  const step = takeStep(
    world,
    stateAfter(world, [buy()]),
    cancel({ cancelDate: '2026-06-11', settle: 'credit' }),
    1,
  )
  const text = step.changeset.messages.map((message) => message.text).join(' ')
  expect(text).toContain('until 10 June 2026')
  expect(text).toContain('20.00 GBP')
  const before = passTime(step.after, '2026-06-10T23:59:59.000Z')
  expect(before.creditMemos).toEqual([])
  const after = passTime(before, '2026-06-11T00:00:00.000Z')
  expect(after.subscriptions[0]?.status).toBe('cancelled')
  expect(after.creditMemos.map(({ total }) => total)).toEqual([2000])
  expect(toCome(after)).toEqual([['cancellation', 'done', '2026-06-11', 'credit']])
  expect(passTime(after, '2027-06-11T00:00:00.000Z')).toBe(after)
})

test('a refund on a day to come comes out of what was captured by then', () => {
  const set = takeStep(
    world,
    stateAfter(world, [buy()]),
    cancel({ cancelDate: '2026-04-21', settle: 'refund' }),
    1,
  )
  expect(set.after.refunds).toEqual([])
  const paid = stateAfter(world, [buy()]).payments
  const after = passTime({ ...set.after, payments: paid }, '2026-04-21T00:00:00.000Z')
  expect(after.refunds.map(({ amount, status }) => [amount, status])).toEqual([[1000, 'pending']])
  expect(after.payments[0]?.refunded).toBe(1000)
})

test.each([
  ['nothing goes back', { settle: 'none' }, [], [], ['ends_today', 'unused_is_kept']],
  ['a credit', { settle: 'credit' }, [1500], [], ['ends_today']],
  ['a refund', { settle: 'refund' }, [1500], [1500], ['ends_today']],
])('today: %s', (_, request, credits, refunds, messages) => {
  const step = takeStep(
    world,
    stateAfter(world, [buy()]),
    cancel({ cancelDate: '2026-04-16', ...request }),
    1,
  )
  expect(step.after.subscriptions[0]).toMatchObject({ status: 'cancelled', cancelOn: '2026-04-16' })
  expect(step.after.creditMemos.map(({ total }) => total)).toEqual(credits)
  expect(step.after.refunds.map(({ amount }) => amount)).toEqual(refunds)
  expect(codes(step)).toEqual(messages)
  expect(step.after.schedules.filter(({ status }) => status === 'pending')).toEqual([])
  expect(step.after.entitlements.every(({ status }) => status === 'ended')).toBe(true)
})

test('today takes along what was to come, and says so', () => {
  const state = stateAfter(world, [buy(), switchLater])
  const step = takeStep(world, state, cancel({ cancelDate: '2026-04-16', settle: 'refund' }), 2)
  expect(codes(step)).toEqual(['ends_today', 'change_withdrawn'])
  expect(toCome(step.after)).toMatchObject([
    ['change_offer', 'withdrawn', '2026-05-01', undefined],
    ['cancellation', 'done', '2026-04-16', 'refund'],
  ])
  expect(step.after.creditMemos.map(({ total }) => total)).toEqual([1500])
})

test('on a later day it collides with what is to come already, and says with which', () => {
  const refusal = tryStep(world, stateAfter(world, [buy(), switchLater]), cancel(), 2)
  expect(refusal).toMatchObject({
    code: 'change_pending',
    extra: { pending_change: { kind: 'change_offer', effectiveDate: '2026-05-01' } },
  })
})

test('asked for again it stays the one that there is; another day or another settlement is refused', () => {
  const state = stateAfter(world, [buy(), cancel({ cancelDate: '2026-06-11' })])
  const again = takeStep(world, state, cancel({ cancelDate: '2026-06-11' }), 2)
  expect([again.changeset.changes, codes(again)]).toEqual([[], ['cancellation_stands']])
  for (const request of [{ cancelDate: '2026-06-12' }, { cancelDate: '2026-06-11', settle: 'credit' }, {}])
    expect(tryStep(world, state, cancel(request), 2)).toMatchObject({
      code: 'change_pending',
      extra: { pending_change: { kind: 'cancellation' } },
    })
  const now = takeStep(world, state, cancel({ cancelDate: '2026-04-16' }), 2)
  expect(now.after.subscriptions[0]).toMatchObject({ status: 'cancelled', cancelOn: '2026-04-16' })
  expect(toCome(now.after).map(([, status]) => status)).toEqual(['withdrawn', 'done'])
})

test('before it began nothing was charged, and it never begins', () => {
  const state = stateAfter(world, [buy({ orderDate: '2026-08-01' })])
  const step = takeStep(world, state, cancel(), 1)
  expect(step.changeset.effectiveOn).toBe('2026-04-16')
  expect(step.after.subscriptions[0]?.status).toBe('cancelled')
  expect(passTime(step.after, '2026-08-01T00:00:00.000Z').invoices).toEqual([])
})

test.each([
  ['a day that has passed', { cancelDate: '2026-04-15' }, 'cancel_date_passed'],
  ['a day too far away', { cancelDate: '2036-04-17' }, 'effective_date_out_of_range'],
])('%s is refused', (_, request, code) => {
  expect(tryStep(world, stateAfter(world, [buy()]), cancel(request), 1)).toMatchObject({ code })
})

test('a day after the end of a term that does not renew is refused', () => {
  const offers = [anOffer({ autoRenew: false })]
  const state = stateAfter({ offers }, [buy()])
  expect(tryStep({ offers }, state, cancel({ cancelDate: '2027-04-02' }), 1)).toMatchObject({
    code: 'effective_date_out_of_range',
  })
})

test.each([
  ['nothing was captured', { payment: { type: 'invoice' } }, '2026-04-16T12:00:00.000Z'],
  ['nothing is left of what is paid', {}, '2026-04-30T12:00:00.000Z'],
])('a refund is refused where %s', (_, more, at) => {
  const offers = [anOffer({ prices: [aPrice({ unitAmount: 1 })], initialTerm: undefined })]
  const state = stateAfter({ offers }, [buy(more)])
  expect(
    tryStep({ offers }, state, cancel({ cancelDate: at.slice(0, 10), settle: 'refund' }, at), 1),
  ).toMatchObject({ code: 'nothing_to_refund' })
})
