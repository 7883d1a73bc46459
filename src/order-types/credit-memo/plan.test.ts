import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLine, anInvoice, invoicedState } from '../../../test/support/invoices.ts'
import { someFacts } from '../../../test/support/plan.ts'
import { creditableTotal } from '../../domain/credit-lines.ts'
import type { CustomerState } from '../../domain/customer-state.ts'
import { fold } from '../../domain/fold.ts'
import type { GiveCredit } from '../../domain/order.ts'
import { isRefused, type Refusal } from '../../domain/refusal.ts'
import { planCreditMemo } from './plan.ts'

type Wish = Partial<Pick<GiveCredit, 'amount' | 'items' | 'as'>>

function give(before: CustomerState, wish: Wish, orderId = 'order-1'): CustomerState | Refusal {
  const order: GiveCredit = {
    type: 'credit_memo',
    subscriptionId: 'sub-1',
    subscriptionReference: 'SUB1',
    amount: undefined,
    items: undefined,
    as: 'balance',
    reason: 'goodwill',
    ...wish,
  }
  const ids = {
    id: (noun: string, key: string) => `${noun}-${orderId}/${key}`,
    reference: (key: string) => key,
  }
  const changeset = planCreditMemo(order, someFacts([], { before, orderId, ids }))
  return isRefused(changeset) ? changeset : fold(before, changeset.changes)
}

function given(before: CustomerState, wish: Wish): CustomerState {
  const after = give(before, wish)
  if (isRefused(after)) throw new Error(`refused: ${after.detail}`)
  return after
}

const may = anInvoice(
  [aLine({ id: 'may-1', tax: 600 }), aLine({ id: 'may-2', unitAmount: 1000, tax: 200 })],
  {
    id: 'invoice-may',
    paid: 4800,
    issuedAt: '2026-05-01T00:00:00.000Z',
  },
)
const june = anInvoice([aLine({ id: 'june-1', tax: 600 })], { id: 'invoice-june', paid: 3600 })
const paid = invoicedState([may, june])
const lines = ({ creditMemos }: CustomerState) =>
  creditMemos.flatMap((memo) =>
    memo.lines.map(({ invoiceLineId, amount, tax }) => [invoiceLineId, amount, tax]),
  )

test('an amount comes out of the last invoice, then of the ones before, in proportion to their lines', () => {
  expect(lines(given(paid, { amount: '12' }))).toEqual([['june-1', 1000, 200]])
  const after = given(paid, { amount: '48.01' })
  expect(lines(after)).toEqual([
    ['june-1', 3000, 600],
    ['may-1', 751, 150],
    ['may-2', 250, 50],
  ])
  expect(after.creditMemos[0]).toMatchObject({ total: 4801, remaining: 4801, reason: 'goodwill' })
})

test('lines that are named are credited, tax included, however old they are', () => {
  const items = [
    { invoiceItemId: 'may-2', amount: '12.00' },
    { invoiceItemId: 'june-1', amount: '0.06' },
  ]
  expect(lines(given(paid, { items }))).toEqual([
    ['may-2', 1000, 200],
    ['june-1', 5, 1],
  ])
})

test('what is open is lowered first, also by a refund; only what was captured goes back', () => {
  const half = invoicedState([anInvoice([aLine()], { paid: 1000 })])
  const after = given(half, { amount: '25', as: 'refund' })
  expect(after.invoices[0]?.balance).toBe(0)
  expect(after.refunds.map(({ amount }) => amount)).toEqual([500])
})

test('a refund looks first where everything is paid', () => {
  const open = anInvoice([aLine({ id: 'open' })], {
    id: 'invoice-open',
    issuedAt: '2026-06-02T00:00:00.000Z',
  })
  const after = given(invoicedState([may, open]), { amount: '10', as: 'refund' })
  expect(after.refunds.map(({ amount, paymentId }) => [paymentId, amount])).toEqual([
    ['payment-of-invoice-may', 1000],
  ])
})

test('what has ended can be credited', () => {
  const ended = {
    ...paid,
    subscriptions: paid.subscriptions.map((held) => ({ ...held, status: 'cancelled' as const })),
  }
  expect(given(ended, { amount: '1.00' }).creditMemos[0]?.total).toBe(100)
})

test.each<[string, CustomerState, Wish, string, string | undefined]>([
  ['more than was invoiced', paid, { amount: '84.01' }, 'exceeds_invoiced', '/amount'],
  [
    'more than a line asked for',
    paid,
    { items: [{ invoiceItemId: 'may-2', amount: '12.01' }] },
    'exceeds_invoiced',
    '/items/0/amount',
  ],
  [
    'a line of nobody',
    paid,
    { items: [{ invoiceItemId: 'april-1', amount: '1' }] },
    'not_found',
    '/items/0/invoiceItemId',
  ],
  [
    'a line of another subscription',
    invoicedState([anInvoice([aLine({ subscriptionId: 'sub-2' })])]),
    { items: [{ invoiceItemId: 'invoice_item-1', amount: '1' }] },
    'not_found',
    '/items/0/invoiceItemId',
  ],
  ['too many decimals', paid, { amount: '1.001' }, 'invalid_request', '/amount'],
  [
    'a refund of what nobody paid',
    invoicedState([anInvoice([aLine()])]),
    { amount: '10', as: 'refund' },
    'nothing_to_refund',
    undefined,
  ],
  ['anything where nothing was invoiced', invoicedState([]), { amount: '1' }, 'exceeds_invoiced', '/amount'],
])('%s is refused', (_, before, wish, code, pointer) => {
  const refusal = give(before, wish)
  expect(refusal).toMatchObject({ code })
  expect(isRefused(refusal) && refusal.errors[0]?.pointer).toBe(pointer)
})

test('memo after memo, all that was invoiced can be given back and not a penny more', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 12 })
  const kinds = fc.constantFrom<GiveCredit['as']>('balance', 'refund')
  fc.assert(
    fc.property(amounts, kinds, (wanted, as) => {
      let state = paid
      for (const [n, minor] of wanted.entries()) {
        const left = state.invoices.flatMap((invoice) => invoice.lines).map(creditableTotal)
        const most = left.reduce((sum, amount) => sum + amount, 0)
        const after = give(state, { amount: (minor / 100).toFixed(2), as }, `order-${n}`)
        expect(isRefused(after)).toBe(minor > most)
        if (isRefused(after)) continue
        const total = after.creditMemos.reduce((sum, memo) => sum + memo.total, 0)
        expect(total - state.creditMemos.reduce((sum, memo) => sum + memo.total, 0)).toBe(minor)
        state = after
      }
      expect(state.creditMemos.reduce((sum, memo) => sum + memo.total, 0)).toBeLessThanOrEqual(8400)
      const back = state.refunds.reduce((sum, { amount }) => sum + amount, 0)
      expect(back).toBe(state.payments.reduce((sum, { refunded = 0 }) => sum + refunded, 0))
    }),
    { numRuns: 300 },
  )
})
