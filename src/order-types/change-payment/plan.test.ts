import { expect, test } from 'vitest'
import { stateAfter, type World } from '../../../test/support/history.ts'
import { anOffer, aPrice, someFacts } from '../../../test/support/plan.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import { offerKey } from '../../domain/facts.ts'
import type { PaymentMethod } from '../../domain/invoice.ts'
import type { Offer } from '../../domain/offer.ts'
import type { ChangePayment } from '../../domain/order.ts'
import { isRefused } from '../../domain/refusal.ts'
import { planChangePayment } from './plan.ts'

/** What another means of payment comes to; what the gateway and the collector do then is told by the stories. */

const at = '2026-06-20T12:00:00.000Z'

/** It was to be paid by card, and is not paid yet. */
function subscribed(offer: Offer): CustomerState {
  const world: World = { offers: [offer] }
  const state = stateAfter(world, [
    {
      at: '2026-06-10T12:00:00.000Z',
      request: {
        order_type: 'new',
        country: 'GB',
        orderItems: [{ offer: 0 }],
        customerDetails: { email: 'ada@example.com' },
        payment: { type: 'invoice' },
      },
    },
  ])
  return { ...state, invoices: state.invoices.map((invoice) => ({ ...invoice, paymentType: 'card' })) }
}

const pastDue = (state: CustomerState): CustomerState => ({
  ...state,
  subscriptions: state.subscriptions.map((held) => ({ ...held, pastDue: true })),
})

function plan(means: ChangePayment['means'], before: CustomerState, offer = anOffer()) {
  const facts = someFacts([offer], {
    at,
    before,
    heldOffers: new Map([[offerKey(offer.id, offer.version), offer]]),
  })
  const order: ChangePayment = {
    type: 'change_payment',
    subscriptionId: '',
    subscriptionReference: '',
    means,
    wholeCustomer: false,
    billing: undefined,
  }
  return planChangePayment(order, facts)
}

function changes(means: ChangePayment['means'], before: CustomerState) {
  const planned = plan(means, before)
  if (isRefused(planned)) throw new Error(planned.code)
  return {
    kinds: planned.changes.map(({ kind }) => kind),
    effects: planned.effects.map(({ kind }) => kind),
    codes: planned.messages.map(({ code }) => code),
  }
}

const saved: PaymentMethod = {
  id: 'pm-1',
  ownerId: someFacts([]).ownerId,
  customerId: 'cus-1',
  orderId: undefined,
  type: 'card',
  gateway: 'sandbox',
  gatewayReference: 'method-1',
  card: { brand: 'Visa', last4: '4242', expiryMonth: 1, expiryYear: 2030 },
  isDefault: false,
}
const elsewhere = { type: 'elsewhere', method: 'external', gateway: 'bank', reference: 'M-1' } as const

test.each([
  ['a card', { type: 'card' }, ['set_payment'], ['save_payment_method']],
  ['nothing yet, in a preview', undefined, ['set_payment'], ['save_payment_method']],
  ['an invoice', { type: 'invoice' }, ['set_payment'], ['stop_collecting']],
  ['a saved method', { type: 'saved', paymentMethodId: 'pm-1' }, ['set_default_method', 'set_payment'], []],
  ['what a bank holds', elsewhere, ['add_payment_method', 'set_payment'], ['stop_collecting']],
] as const)('%s', (_, means, kinds, effects) => {
  const before = { ...subscribed(anOffer()), paymentMethods: [saved] }
  expect(changes(means, before)).toMatchObject({ kinds, effects })
})

test('what a past-due subscription owes is tried again with the new means, and the preview says so', () => {
  const before = pastDue(subscribed(anOffer()))
  const told = changes({ type: 'card' }, before)
  expect(told.effects).toEqual(['save_payment_method', 'collect_invoices'])
  expect(told.codes).toContain('open_invoices_retried')
  expect(changes({ type: 'invoice' }, before).codes).toContain('open_invoices_left')
})

test.each([
  ["somebody else's", { ...saved, ownerId: 'id-other' }],
  ['deleted', { ...saved, deletedAt: at }],
])('a method that is %s is not found', (_, method) => {
  const before = { ...subscribed(anOffer()), paymentMethods: [method] }
  expect(plan({ type: 'saved', paymentMethodId: 'pm-1' }, before)).toMatchObject({ code: 'not_found' })
})

test('what the offer does not allow is refused', () => {
  const offer = anOffer({ paymentTypes: ['card'], prices: [aPrice()] })
  const before = subscribed(anOffer())
  expect(plan({ type: 'invoice' }, before, offer)).toMatchObject({
    code: 'payment_type_not_allowed',
  })
})
