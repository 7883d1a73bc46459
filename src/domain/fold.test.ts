import { expect, test } from 'vitest'
import { anOffer, buy } from '../../test/support/plan.ts'
import { fold } from './fold.ts'
import type { Payment, PaymentMethod } from './invoice.ts'

const { after: bought } = buy(anOffer())
const invoice = bought.invoices[0]

function payment(amount: number): Payment {
  return {
    id: `payment-${amount}`,
    reference: 'P',
    ownerId: 'id-1',
    customerId: 'cus-1',
    orderId: 'order-1',
    invoiceId: invoice?.id ?? '',
    paymentMethodId: 'pm-1',
    status: 'captured',
    gateway: 'sandbox',
    gatewayReference: 'ref',
    currency: 'GBP',
    amount,
    capturedAt: '2026-06-10T12:00:00.000Z',
  }
}

test('a payment lowers what its invoice owes, and the last one pays it', () => {
  const part = fold(bought, [{ kind: 'record_payment', payment: payment(200) }])
  expect(part.invoices[0]).toMatchObject({ balance: 1000, status: 'open' })
  const all = fold(part, [{ kind: 'record_payment', payment: payment(1000) }])
  expect(all.invoices[0]).toMatchObject({ balance: 0, status: 'paid' })
  expect(all.payments).toHaveLength(2)
})

test('a payment above what is owed is a bug and is not swallowed', () => {
  expect(() => fold(bought, [{ kind: 'record_payment', payment: payment(1201) }])).toThrow('exceeds')
})

test('a new default method takes the place of the old one', () => {
  const method = (id: string): PaymentMethod => ({
    id,
    ownerId: 'id-1',
    customerId: 'cus-1',
    orderId: undefined,
    type: 'card',
    gateway: 'sandbox',
    gatewayReference: id,
    card: undefined,
    isDefault: true,
  })
  const after = fold(bought, [
    { kind: 'add_payment_method', paymentMethod: method('pm-1') },
    { kind: 'add_payment_method', paymentMethod: method('pm-2') },
  ])
  expect(after.paymentMethods.map(({ id, isDefault }) => [id, isDefault])).toEqual([
    ['pm-1', false],
    ['pm-2', true],
  ])
})

test('a fold leaves what it was given as it was', () => {
  const copy = structuredClone(bought)
  fold(bought, [{ kind: 'record_payment', payment: payment(200) }])
  expect(bought).toEqual(copy)
})
