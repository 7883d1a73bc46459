import { expect, test } from 'vitest'
import { boughtInJune, endedInJune, orderInJune, soldWorld } from '../../../test/support/bought.ts'
import { stateAfter } from '../../../test/support/history.ts'
import { isRefused } from '../../domain/refusal.ts'

const intent = { order_type: 'cancel_intent', cancelInformation: { reason: 'price', option: 'pause' } }

test('the reason is kept, and nothing else changes', () => {
  const before = stateAfter(soldWorld, [boughtInJune])
  const step = orderInJune(before, intent)
  if (isRefused(step)) throw new Error(step.detail)
  expect(step.after).toEqual(step.facts.before)
  expect(step.changeset).toMatchObject({
    effectiveOn: '2026-06-20',
    changes: [{ kind: 'note_cancel_intent', information: { reason: 'price', option: 'pause' } }],
    effects: [],
  })
  expect(step.changeset.messages.map(({ code }) => code)).toEqual(['nothing_changes'])
})

test('nobody can think of leaving what has ended', () => {
  const before = stateAfter(soldWorld, [boughtInJune, endedInJune])
  expect(orderInJune(before, intent)).toMatchObject({ refused: true, code: 'subscription_ended' })
})
