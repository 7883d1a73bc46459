import { expect, test } from 'vitest'
import { stateAfter } from '../../../test/support/history.ts'
import { anOffer, someFacts } from '../../../test/support/plan.ts'
import { emptyState } from '../../domain/customer-state.ts'
import type { PaymentMethod } from '../../domain/invoice.ts'
import { planDeletePaymentMethod } from './plan.ts'

const at = '2026-06-20T12:00:00.000Z'
const order = { type: 'delete_payment_method', paymentMethodId: 'pm-1', customerId: 'cus-1' } as const
const method: PaymentMethod = {
  id: 'pm-1',
  ownerId: 'id-1',
  customerId: 'cus-1',
  orderId: undefined,
  type: 'card',
  gateway: 'sandbox',
  gatewayReference: 'method-1',
  card: undefined,
  isDefault: true,
}

const plan = (before: object) =>
  planDeletePaymentMethod(order, someFacts([], { at, currency: 'GBP', before: { ...emptyState, ...before } }))

test('a method that nothing needs is deleted', () => {
  expect(plan({ paymentMethods: [method] })).toMatchObject({
    changes: [{ kind: 'delete_payment_method', paymentMethodId: 'pm-1', at }],
    effects: [{ kind: 'forget_method', when: 'after', paymentMethodId: 'pm-1' }],
  })
})

test('one that is gone already, or never was, is not found', () => {
  expect(plan({ paymentMethods: [{ ...method, deletedAt: at }] })).toMatchObject({ code: 'not_found' })
  expect(plan({})).toMatchObject({ code: 'not_found' })
})

test('one that is needed stays, and the answer names who needs it', () => {
  const request = {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0 }],
    customerDetails: { email: 'ada@example.com' },
    payment: { type: 'invoice' },
  }
  const { subscriptions } = stateAfter({ offers: [anOffer()] }, [{ at, request }])
  expect(plan({ paymentMethods: [method], subscriptions })).toMatchObject({
    code: 'payment_method_needed',
    extra: { subscriptions: [{ id: subscriptions[0]?.id, reference: subscriptions[0]?.reference }] },
  })
})
