import { expect, test } from 'vitest'
import { passTime, type Step, stateAfter, takeStep, tryStep } from '../../../test/support/history.ts'
import { anOffer, aPrice } from '../../../test/support/plan.ts'
import type { CustomerState } from '../../domain/customer-state.ts'

const termed = (count: number) => ({ length: { count, unit: 'months' }, renewalType: 'TERMED' }) as const
const term = { initialTerm: termed(3), renewalTerm: termed(3) }
const world = {
  offers: [
    anOffer({ ...term, autoRenew: false, prices: [aPrice({ unitAmount: 1000 })] }),
    anOffer({ ...term, id: 'c'.repeat(40), displayName: 'Pro', prices: [aPrice({ unitAmount: 2000 })] }),
    anOffer({ ...term, id: 'd'.repeat(40), displayName: 'Goes on', prices: [aPrice({ unitAmount: 1000 })] }),
    anOffer({ id: 'e'.repeat(40), displayName: 'Evergreen', initialTerm: undefined }),
    anOffer({ ...term, id: 'f'.repeat(40), displayName: 'Dollars', currency: 'USD' }),
  ],
}
const card = { type: 'sandbox', sandbox: { token: 'tok_ok' } }
const buy = (offer = 0, payment: object = card): Step => ({
  at: '2026-01-31T12:00:00.000Z',
  request: { order_type: 'new', country: 'GB', orderItems: [{ offer }], payment },
})
const renew = (more: object = {}, at = '2026-04-01T12:00:00.000Z'): Step => ({
  at,
  request: { order_type: 'renew', ...more },
})
const cancel: Step = { at: '2026-03-01T12:00:00.000Z', request: { order_type: 'cancel_subscription' } }
const termOf = ({ subscriptions }: CustomerState) => {
  const [held] = subscriptions
  return [held?.status, held?.termStartOn, held?.termEndOn]
}
const charged = ({ invoices }: CustomerState) =>
  invoices.flatMap(({ lines }) => lines.map((line) => [line.serviceStartOn, line.amount]))
const bought = (offer = 0) => stateAfter(world, [buy(offer)])

test('before its term ends: the next term begins where this one ends, and no day is charged twice', () => {
  const { after, changeset } = takeStep(world, bought(), renew(), 1)
  expect(changeset.effectiveOn).toBe('2026-04-30')
  expect(after.pendingChanges.map(({ kind, status }) => [kind, status])).toEqual([['renewal', 'pending']])
  expect(termOf(after)).toEqual(['active', '2026-01-31', '2026-04-30'])
  const renewed = passTime(after, '2026-04-30T00:00:00.000Z')
  expect(termOf(renewed)).toEqual(['active', '2026-04-30', '2026-07-31'])
  const over = passTime(renewed, '2026-08-30T00:00:00.000Z')
  expect(termOf(over)).toEqual(['expired', '2026-04-30', '2026-07-31'])
  expect(charged(over)).toEqual([
    ['2026-01-31', 1000],
    ['2026-02-28', 1000],
    ['2026-03-31', 1000],
    ['2026-04-30', 1000],
    ['2026-05-31', 1000],
    ['2026-06-30', 1000],
  ])
})

test('passed over in one leap it comes to the same', () => {
  const { after } = takeStep(world, bought(), renew(), 1)
  const leap = passTime(after, '2026-08-30T00:00:00.000Z')
  expect(
    charged(leap)
      .map(([on]) => on)
      .at(-1),
  ).toBe('2026-06-30')
})

test('with another offer and number, from the day of the new term', () => {
  const { after } = takeStep(world, bought(), renew({ orderItems: [{ offer: 1, quantity: 2 }] }), 1)
  const renewed = passTime(after, '2026-05-01T00:00:00.000Z')
  expect(renewed.subscriptions[0]).toMatchObject({ name: 'Pro', quantity: 2, autoRenew: true })
  expect(charged(renewed).at(-1)).toEqual(['2026-04-30', 4000])
  expect(renewed.subscriptionOffers.map(({ name, status }) => [name, status])).toEqual([
    ['Business', 'ended'],
    ['Pro', 'active'],
  ])
})

test('once it has expired a new term begins today, is charged at once, and entitles again', () => {
  const expired = passTime(bought(), '2026-09-10T00:00:00.000Z')
  expect(termOf(expired)[0]).toBe('expired')
  const { after, changeset } = takeStep(world, expired, renew({}, '2026-09-10T12:00:00.000Z'), 1)
  expect(changeset.effects).toEqual([
    { kind: 'collect_payment', when: 'before', amount: 1000, currency: 'GBP' },
  ])
  expect(termOf(after)).toEqual(['active', '2026-09-10', '2026-12-10'])
  expect(after.entitlements.map(({ status }) => status)).toEqual(['ended', 'active'])
  const next = passTime(after, '2026-10-10T00:00:00.000Z')
  expect(charged(next).at(-1)).toEqual(['2026-10-10', 1000])
})

test('a cancellation to come is taken back; what renews by itself then needs nothing else', () => {
  for (const offer of [0, 2]) {
    const state = stateAfter(world, [buy(offer), cancel])
    const { after, changeset } = takeStep(world, state, renew(), 2)
    expect(changeset.messages.map(({ code }) => code)).toContain('cancellation_withdrawn')
    expect(after.subscriptions[0]?.cancelOn).toBeUndefined()
    expect(termOf(passTime(after, '2026-05-01T00:00:00.000Z'))).toEqual([
      'active',
      '2026-04-30',
      '2026-07-31',
    ])
  }
})

test('by another means of payment, from now on', () => {
  const byInvoice = takeStep(world, bought(), renew({ payment: { type: 'invoice' } }), 1)
  expect(byInvoice.after.subscriptions[0]?.payment).toEqual({ type: 'invoice', paymentMethodId: undefined })
  const later = takeStep(world, bought(), renew({ payment: card }), 1)
  expect(later.changeset.effects.map(({ kind }) => kind)).toEqual(['save_payment_method'])
  const expired = passTime(stateAfter(world, [buy(0, { type: 'invoice' })]), '2026-09-10T00:00:00.000Z')
  const today = takeStep(world, expired, renew({ payment: card }, '2026-09-10T12:00:00.000Z'), 1)
  expect(today.changeset.effects.map(({ kind }) => kind)).toEqual(['collect_payment'])
})

test('it stands in the list: another change collides, and it can be withdrawn', () => {
  const state = stateAfter(world, [buy(), renew()])
  expect(tryStep(world, state, renew({ orderItems: [{ offer: 1 }] }), 2)).toMatchObject({
    code: 'change_pending',
    extra: { pending_change: { kind: 'renewal' } },
  })
  expect(tryStep(world, state, { ...cancel, at: '2026-04-02T12:00:00.000Z' }, 2)).toMatchObject({
    code: 'change_pending',
  })
})

test.each<[string, CustomerState, object, string]>([
  ['what renews by itself', bought(2), {}, 'nothing_to_change'],
  ['what has no term', bought(3), {}, 'nothing_to_change'],
  ['another currency', bought(), { orderItems: [{ offer: 4 }] }, 'mixed_currencies'],
  ['too many', bought(), { orderItems: [{ offer: 0, quantity: 101 }] }, 'quantity_not_allowed'],
  ['another day', bought(), { orderDate: '2026-05-01' }, 'effective_date_out_of_range'],
  [
    'a card of somebody else',
    bought(),
    { payment: { type: 'token', token: { id: `pm-${'0'.repeat(32)}` } } },
    'not_found',
  ],
  [
    'what was cancelled',
    passTime(stateAfter(world, [buy(), cancel]), '2026-05-01T00:00:00.000Z'),
    {},
    'subscription_ended',
  ],
])('%s is refused', (_, state, more, code) => {
  expect(tryStep(world, state, renew(more), 1)).toMatchObject({ code })
})

test('what was to come and was withdrawn was never held, and is not renewed', () => {
  const later = {
    at: '2026-02-10T12:00:00.000Z',
    request: { order_type: 'change_offer', offer: 1, effectiveDate: '2026-04-15' },
  }
  const state = stateAfter(world, [buy(), later])
  const updates = [{ type: 'withdraw', id: state.pendingChanges[0]?.id }]
  const withdrawn = takeStep(
    world,
    state,
    { at: '2026-02-11T12:00:00.000Z', request: { order_type: 'update_subscription', updates } },
    2,
  )
  const { after } = takeStep(world, withdrawn.after, renew(), 3)
  const renewed = passTime(after, '2026-05-01T00:00:00.000Z')
  expect(
    renewed.subscriptionOffers.filter(({ status }) => status === 'active').map(({ name }) => name),
  ).toEqual(['Business'])
})
