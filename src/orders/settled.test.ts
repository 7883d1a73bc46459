import { expect, test } from 'vitest'
import { testIds } from '../../test/support/plan.ts'
import type { Changeset } from '../domain/changeset.ts'
import { type CustomerState, emptyState } from '../domain/customer-state.ts'
import type { Invoice } from '../domain/invoice.ts'
import type { Subscription } from '../domain/subscription.ts'
import type { OrderRecord, PaymentAttempt } from '../ports/order-store.ts'
import { settled } from './settlement.ts'

/** Only what a settlement looks at. */
const anInvoice = (id: string, balance: number, orderId?: string) =>
  ({
    id,
    orderId,
    balance,
    total: balance,
    paymentType: 'card',
    status: 'open',
    subscriptionIds: ['sub-1'],
  }) as unknown as Invoice

const subscription = {
  id: 'sub-1',
  pastDue: true,
  payment: { type: 'card', paymentMethodId: 'pm-old' },
} as unknown as Subscription

const order = { id: 'order-1', ownerId: 'id-1' } as OrderRecord

const stateOf = (...invoices: Invoice[]): CustomerState => ({
  ...emptyState,
  customers: [{ id: 'cus-1', reference: 'C', ownerId: 'id-1', orderId: 'order-0', details: {} }],
  subscriptions: [subscription],
  invoices,
})

const attemptOf = (amount: number, attempt: Partial<PaymentAttempt> = {}) =>
  ({
    orderId: 'order-1',
    n: 2,
    amount,
    currency: 'GBP',
    gateway: 'sandbox',
    paymentMethodId: 'pm-old',
    ...attempt,
  }) as PaymentAttempt

const collect = (amount: number, pays?: readonly { invoiceId: string; amount: number }[]): Changeset => ({
  effectiveOn: '2027-01-01',
  currency: 'GBP',
  changes: [],
  effects: [{ kind: 'collect_payment', when: 'before', amount, currency: 'GBP', pays }],
  messages: [],
})

const settle = (before: CustomerState, changeset: Changeset, attempt: PaymentAttempt) =>
  settled(before, { order, changeset, attempt, at: '2027-01-01T00:00:00.000Z' }, testIds)

test('one capture over several earlier invoices is one payment that says which gets how much', () => {
  const pays = [
    { invoiceId: 'a', amount: 700 },
    { invoiceId: 'b', amount: 300 },
  ]
  const { after } = settle(
    stateOf(anInvoice('a', 700), anInvoice('b', 500)),
    collect(1000, pays),
    attemptOf(1000),
  )
  expect(after.payments).toMatchObject([{ amount: 1000, invoiceId: 'a', applications: pays }])
  expect(after.invoices).toMatchObject([
    { balance: 0, status: 'paid' },
    { balance: 200, status: 'open' },
  ])
  expect(after.subscriptions).toMatchObject([{ pastDue: true }])
})

test('without saying so it pays what the order itself invoiced, and nothing else', () => {
  const { after } = settle(
    stateOf(anInvoice('a', 700), anInvoice('own', 400, 'order-1')),
    collect(400),
    attemptOf(400),
  )
  expect(after.payments).toMatchObject([{ amount: 400, invoiceId: 'own' }])
  expect(after.payments[0]?.applications).toBeUndefined()
  expect(after.invoices.map(({ balance }) => balance)).toEqual([700, 0])
})

test('a subscription is past due no more when nothing older is open', () => {
  const pays = [{ invoiceId: 'a', amount: 700 }]
  const { changes } = settle(stateOf(anInvoice('a', 700)), collect(700, pays), attemptOf(700))
  expect(changes).toContainEqual({ kind: 'set_past_due', subscriptionId: 'sub-1', pastDue: false })
})

test('money that does not add up to what it pays is a bug, found before it is taken', () => {
  expect(() => settle(stateOf(anInvoice('own', 400, 'order-1')), collect(500), attemptOf(500))).toThrow(
    /another amount/,
  )
})

test.each([
  ['stays beside the one that pays', [], false],
  ['is the default where the order makes it what the subscription pays with', ['pm-default'], true],
] as const)('a card given with the order %s', (_, chosen, isDefault) => {
  const changes = chosen.map((paymentMethodId) => ({
    kind: 'set_payment' as const,
    subscriptionId: 'sub-1',
    payment: { type: 'card', paymentMethodId },
  }))
  const changeset: Changeset = {
    ...collect(0),
    changes,
    effects: [{ kind: 'save_payment_method', when: 'before', currency: 'GBP' }],
  }
  const attempt = attemptOf(0, {
    paymentMethodId: undefined,
    method: { methodReference: 'gw', card: undefined },
  })
  const { after } = settle(stateOf(), changeset, attempt)
  expect(after.paymentMethods).toMatchObject([{ id: 'pm-default', gatewayReference: 'gw', isDefault }])
  expect(after.payments).toEqual([])
})
