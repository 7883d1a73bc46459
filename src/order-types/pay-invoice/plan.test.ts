import { describe, expect, test } from 'vitest'
import { passTime, stateAfter } from '../../../test/support/history.ts'
import { anOffer, someFacts } from '../../../test/support/plan.ts'
import { type CustomerState, emptyState } from '../../domain/customer-state.ts'
import { fold } from '../../domain/fold.ts'
import type { PayInvoice } from '../../domain/order.ts'
import { isRefused } from '../../domain/refusal.ts'
import { planPayInvoice } from './plan.ts'

const at = '2026-07-20T12:00:00.000Z'
const outside = { type: 'elsewhere', method: 'external', gateway: 'bank', reference: 'HSBC-1' } as const

/** Two open invoices of £12.00. */
const owing = passTime(
  stateAfter({ offers: [anOffer()] }, [
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
  ]),
  at,
)
const [first] = owing.invoices
const line = first?.lines[0]?.id ?? ''

function plan(more: Partial<PayInvoice>, before: CustomerState = owing) {
  const order: PayInvoice = {
    type: 'pay_invoice',
    subscriptionId: '',
    subscriptionReference: '',
    invoiceId: undefined,
    items: undefined,
    means: { type: 'card' },
    ...more,
  }
  return planPayInvoice(order, someFacts([], { at, before }))
}

/** The state once this was paid outside. */
function paid(more: Partial<PayInvoice>, before: CustomerState = owing): CustomerState {
  const planned = plan({ means: outside, ...more }, before)
  if (isRefused(planned)) throw new Error(`${planned.code} ${planned.detail}`)
  return fold(before, planned.changes)
}

const ofFirst = (amount?: string): Partial<PayInvoice> => ({
  invoiceId: first?.id,
  items: [{ id: line, amount }],
})

test('without an invoice everything open is collected, the oldest first', () => {
  const [one, two] = owing.invoices
  expect(plan({})).toMatchObject({
    changes: [],
    effects: [
      {
        kind: 'collect_payment',
        amount: 2400,
        pays: [
          { invoiceId: one?.id, amount: 1200 },
          { invoiceId: two?.id, amount: 1200 },
        ],
      },
    ],
  })
})

test('paid outside, it is written down and nothing is collected', () => {
  const after = paid({})
  expect(after.invoices.map(({ balance, status }) => [balance, status])).toEqual([
    [0, 'paid'],
    [0, 'paid'],
  ])
  expect(after.payments).toMatchObject([{ amount: 2400, gateway: 'bank', gatewayReference: 'HSBC-1' }])
})

test('it is past due until nothing is open any more', () => {
  const late = { ...owing, subscriptions: owing.subscriptions.map((held) => ({ ...held, pastDue: true })) }
  const half = paid({ invoiceId: first?.id }, late)
  expect(half.subscriptions[0]?.pastDue).toBe(true)
  expect(paid({}, half).subscriptions[0]?.pastDue).toBe(false)
})

test('a line is paid in parts, and never more than it asks for', () => {
  const part = paid(ofFirst('5.00'))
  expect(part.invoices[0]?.balance).toBe(700)
  expect(plan(ofFirst('7.01'), part)).toMatchObject({ code: 'more_than_open' })
  const whole = paid(ofFirst(), part)
  expect(whole.invoices[0]).toMatchObject({ balance: 0, status: 'paid' })
})

test.each([
  ['an amount that is none', ofFirst('five'), 'invalid_request'],
  ['more decimals than there are', ofFirst('0.001'), 'invalid_request'],
  ['less than nothing', ofFirst('-1.00'), 'invalid_request'],
  ['a line of another invoice', { invoiceId: first?.id, items: [{ id: 'x', amount: '1.00' }] }, 'not_found'],
  [
    'a line twice',
    {
      invoiceId: first?.id,
      items: [
        { id: line, amount: '1.00' },
        { id: line, amount: '1.00' },
      ],
    },
    'invalid_request',
  ],
  ['an invoice that is none of it', { invoiceId: 'invoice-x' }, 'nothing_to_pay'],
  ['payment by invoice', { means: { type: 'invoice' } }, 'payment_type_not_allowed'],
] as const)('%s is refused', (_, more, code) => {
  expect(plan(more)).toMatchObject({ code })
})

test('where nothing is open there is nothing to pay; where nothing is held, nothing is found', () => {
  expect(plan({}, paid({}))).toMatchObject({ code: 'nothing_to_pay' })
  expect(plan({}, emptyState)).toMatchObject({ code: 'not_found' })
})

test('a subscription that has ended still pays what it owes', () => {
  const ended = {
    ...owing,
    subscriptions: owing.subscriptions.map((held) => ({ ...held, status: 'cancelled' as const })),
  }
  expect(plan({}, ended)).toMatchObject({ effects: [{ amount: 2400 }] })
})

describe('a card that takes the place of another', () => {
  const [held] = owing.subscriptions
  const byCard = (more: object = {}): CustomerState => ({
    ...owing,
    invoices: owing.invoices.map((invoice) => ({ ...invoice, paymentType: 'card' })),
    subscriptions: owing.subscriptions.map((one) => ({
      ...one,
      payment: { type: 'card', paymentMethodId: 'pm-old' },
      pastDue: true,
      ...more,
    })),
  })
  const replacing = (before: CustomerState) => {
    const planned = plan({ invoiceId: first?.id, replacesCard: true }, before)
    if (isRefused(planned)) throw new Error(planned.code)
    return {
      kinds: planned.changes.map(({ kind }) => kind),
      effects: planned.effects.map(({ kind }) => kind),
    }
  }

  test('is charged from then on, and tried for what else is past due', () => {
    expect(replacing(byCard())).toEqual({
      kinds: ['set_payment'],
      effects: ['collect_payment', 'collect_invoices'],
    })
    const planned = plan({ invoiceId: first?.id, replacesCard: true }, byCard())
    expect(planned).toMatchObject({ effects: [{}, { invoiceIds: [owing.invoices[1]?.id] }] })
  })

  test.each([
    ['is not past due', { pastDue: false }, { kinds: ['set_payment'], effects: ['collect_payment'] }],
    ['has ended', { status: 'cancelled' }, { kinds: [], effects: ['collect_payment'] }],
    ['is paid by invoice', { payment: held?.payment }, { kinds: [], effects: ['collect_payment'] }],
  ])('of a subscription that %s: no more than belongs to it', (_, more, expected) => {
    expect(replacing(byCard(more))).toEqual(expected)
  })
})
