import { expect, test } from 'vitest'
import { boughtInJune, orderInJune, soldWorld } from '../../../test/support/bought.ts'
import { type Step, stateAfter, tryStep } from '../../../test/support/history.ts'
import { anOffer, aPrice } from '../../../test/support/plan.ts'
import { isRefused } from '../../domain/refusal.ts'

const year = aPrice({ kind: 'one_time', interval: undefined, unitAmount: 8900 })
const world = { offers: [anOffer({ id: '0'.repeat(40), isGift: true, autoRenew: false, prices: [year] })] }
const give = (payment: object): Step => ({
  ...boughtInJune,
  request: { ...boughtInJune.request, isGift: true, payment },
})
const card = { type: 'sandbox', sandbox: { token: 'tok_ok' } }
const refund: Step = { at: '2026-06-20T09:00:00.000Z', request: { order_type: 'gift_refund' } }

function refunded(payment: object) {
  const step = tryStep(world, stateAfter(world, [give(payment)]), refund, 9)
  if (isRefused(step)) throw new Error(step.detail)
  return step.after
}

test('what was paid goes back to the cent, and the subscription is over', () => {
  const { refunds, creditMemos, subscriptions, invoices } = refunded(card)
  expect(refunds.map(({ amount }) => amount)).toEqual([8900])
  expect(creditMemos).toMatchObject([{ total: 8900, refunded: 8900, remaining: 0 }])
  expect(invoices).toMatchObject([{ balance: 0, lines: [{ credited: 8900 }] }])
  expect(subscriptions[0]?.status).toBe('cancelled')
})

test('what was not paid yet is owed no more, and nothing goes back', () => {
  const { refunds, creditMemos, invoices } = refunded({ type: 'invoice' })
  expect(refunds).toEqual([])
  expect(creditMemos).toMatchObject([{ total: 8900, refunded: 0, remaining: 0 }])
  expect(invoices).toMatchObject([{ balance: 0, status: 'paid' }])
})

test('twice is refused', () => {
  expect(tryStep(world, refunded(card), refund, 10)).toMatchObject({ code: 'gift_refunded' })
})

test('what is no gift is not taken back', () => {
  const before = stateAfter(soldWorld, [boughtInJune])
  expect(orderInJune(before, refund.request)).toMatchObject({ refused: true })
})
