import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLine, anInvoice, invoicedState } from '../../test/support/invoices.ts'
import { testIds } from '../../test/support/plan.ts'
import { type Credit, creditable, creditableTotal, creditOf, creditOfTotal } from './credit-lines.ts'
import { balanceChanges, creditChanges, inSteps } from './credits.ts'
import type { CustomerState } from './customer-state.ts'
import { fold } from './fold.ts'
import { refundChanges } from './refunds.ts'
import { creditUnused } from './unused-days.ts'

const at = '2026-06-16T12:00:00.000Z'
const on = '2026-06-16'

function credit(
  state: CustomerState,
  credits: readonly Credit[],
  { key = 'one', as = 'balance' }: { readonly key?: string; readonly as?: 'balance' | 'refund' } = {},
): CustomerState {
  const [subscription] = state.subscriptions
  if (subscription === undefined) throw new Error('there is no subscription')
  const input = {
    subscription,
    ids: testIds,
    key,
    orderId: `order-${key}`,
    at,
    on,
    reason: 'because',
    credits,
  }
  const back = {
    creditMemoId: testIds.id('credit_memo', key),
    ids: testIds,
    orderId: input.orderId,
    subscriptionId: subscription.id,
    at,
  }
  return inSteps(state, [
    (now) => creditChanges(now, input),
    (now) => (as === 'refund' ? refundChanges(now, back) : []),
  ]).after
}

/** Half of June, £15.00 of £30.00. */
function halfOfJune({ invoices }: CustomerState): readonly Credit[] {
  return creditUnused({ invoices }, { on, subscriptionOfferIds: new Set(['subscription_offer-1']) })
}

test.each([
  ['nothing was paid: all of it lowers what is open', 0, { balance: 1500, status: 'open' }, [1500], 0],
  ['a third was paid', 1000, { balance: 500, status: 'open' }, [1500], 0],
  ['more than half was paid', 2000, { balance: 0, status: 'paid' }, [1000], 500],
  ['all was paid: it is balance', 3000, { balance: 0, status: 'paid' }, [], 1500],
])('%s', (_, paid, invoice, applied, remaining) => {
  const before = invoicedState([anInvoice([aLine()], { paid })])
  const after = credit(before, halfOfJune(before))
  expect(after.invoices[0]).toMatchObject(invoice)
  expect(after.creditMemos[0]).toMatchObject({ total: 1500, remaining, refunded: 0 })
  expect(after.creditMemos[0]?.applications.map(({ amount }) => amount)).toEqual(applied)
})

test('nothing to credit is no memo', () => {
  const before = invoicedState([anInvoice([aLine({ serviceEndOn: '2026-06-10' })], { paid: 1000 })])
  expect(credit(before, halfOfJune(before)).creditMemos).toEqual([])
})

test('a memo names each line that it corrects, and its sums are theirs', () => {
  const lines = [aLine({ tax: 600 }), aLine({ id: 'invoice_item-2', unitAmount: 1001, tax: 200 })]
  const before = invoicedState([anInvoice(lines, { paid: 4801 })])
  const [memo] = credit(before, halfOfJune(before)).creditMemos
  expect(memo).toMatchObject({ subtotal: 2001, tax: 400, total: 2401, remaining: 2401, reason: 'because' })
  expect(memo?.lines.map(({ invoiceLineId, amount, tax }) => [invoiceLineId, amount, tax])).toEqual([
    ['invoice_item-1', 1500, 300],
    ['invoice_item-2', 501, 100],
  ])
})

test('more than a line asked for is a bug and is not swallowed', () => {
  const before = invoicedState([anInvoice([aLine()], { paid: 3000 })])
  const [invoice] = before.invoices
  const [line] = invoice?.lines ?? []
  if (invoice === undefined || line === undefined) throw new Error('there is no line')
  const more = [creditOf(invoice, line, 3001)]
  expect(() => credit(before, more)).toThrow('exceeds')
})

test('the oldest balance of the same currency pays first', () => {
  const paid = invoicedState([anInvoice([aLine({ quantity: 2 })], { paid: 6000 })])
  const [invoice] = paid.invoices
  const [line] = invoice?.lines ?? []
  if (invoice === undefined || line === undefined) throw new Error('there is no line')
  const twice = credit(credit(paid, [creditOf(invoice, line, 1000)]), [creditOf(invoice, line, 2500)], {
    key: 'two',
  })
  const next = anInvoice([aLine()], { id: 'invoice-2' })
  const dollars = anInvoice([aLine()], { id: 'invoice-3', currency: 'USD' })
  const before = {
    ...twice,
    creditMemos: twice.creditMemos.toReversed(),
    invoices: [...twice.invoices, next, dollars],
  }
  const after = inSteps(before, [
    (state) => balanceChanges(state, 'invoice-3', on),
    (state) => balanceChanges(state, 'invoice-2', on),
  ]).after
  expect(after.invoices.map(({ balance }) => balance)).toEqual([0, 0, 3000])
  expect(after.creditMemos.map(({ id, remaining }) => [id, remaining]).sort()).toEqual([
    ['credit_memo-one', 0],
    ['credit_memo-two', 500],
  ])
})

const lineWishes = fc.record({
  quantity: fc.integer({ min: 1, max: 5 }),
  unitAmount: fc.integer({ min: 0, max: 400 }),
  taxPercent: fc.constantFrom(0, 5, 20, 33),
})

const histories = fc.record({
  invoices: fc.array(
    fc.record({
      lines: fc.array(lineWishes, { minLength: 1, maxLength: 3 }),
      paid: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  steps: fc.array(
    fc.record({
      how: fc.constantFrom('amount', 'total', 'unused', 'seats'),
      invoice: fc.nat(),
      line: fc.nat(),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      as: fc.constantFrom('balance' as const, 'refund' as const),
    }),
    { maxLength: 8 },
  ),
})

type History = typeof histories extends fc.Arbitrary<infer H> ? H : never
type HistoryStep = History['steps'][number]

function stateOf({ invoices }: History): CustomerState {
  return invoicedState(
    invoices.map(({ lines, paid }, n) => {
      const made = lines.map(({ quantity, unitAmount, taxPercent }, at) =>
        aLine({
          id: `invoice_item-${n}-${at}`,
          chargeName: `charge_${at}`,
          quantity,
          unitAmount,
          tax: Math.round((unitAmount * quantity * taxPercent) / 100),
        }),
      )
      const whole = anInvoice(made).total
      const id = `invoice-${n}`
      return anInvoice(made, {
        id,
        paid: Math.floor(whole * paid),
        issuedAt: `2026-06-0${n + 1}T00:00:00.000Z`,
      })
    }),
  )
}

function creditsOf(state: CustomerState, step: HistoryStep): readonly Credit[] {
  const invoice = state.invoices[step.invoice % state.invoices.length]
  const line = invoice?.lines[step.line % invoice.lines.length]
  if (invoice === undefined || line === undefined) return []
  const subscriptionOfferIds = new Set([line.subscriptionOfferId])
  switch (step.how) {
    case 'amount':
      return [creditOf(invoice, line, Math.floor(creditable(line) * step.part))]
    case 'total':
      return [creditOfTotal(invoice, line, Math.floor(creditableTotal(line) * step.part))]
    case 'unused':
      return creditUnused(state, { on, subscriptionOfferIds })
    case 'seats':
      return creditUnused(state, { on, subscriptionOfferIds, chargeName: line.chargeName, quantity: 1 })
  }
}

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** Every rule that money must keep, whatever was given back. */
function expectConserved({ invoices, payments, creditMemos, refunds }: CustomerState): void {
  for (const line of invoices.flatMap((invoice) => invoice.lines)) {
    expect(creditable(line)).toBeGreaterThanOrEqual(0)
    expect(creditableTotal(line)).toBeGreaterThanOrEqual(0)
  }
  for (const { id, total, balance } of invoices) {
    const applied = sumOf(
      creditMemos.flatMap((memo) =>
        memo.applications.filter(({ invoiceId }) => invoiceId === id).map(({ amount }) => amount),
      ),
    )
    const captured = sumOf(payments.filter(({ invoiceId }) => invoiceId === id).map(({ amount }) => amount))
    expect(balance).toBe(total - captured - applied)
  }
  for (const { total, applications, refunded, remaining } of creditMemos)
    expect(total).toBe(sumOf(applications.map(({ amount }) => amount)) + refunded + remaining)
  for (const payment of payments) {
    const back = sumOf(
      refunds.filter(({ paymentId }) => paymentId === payment.id).map(({ amount }) => amount),
    )
    expect(payment.refunded ?? 0).toBe(back)
    expect(back).toBeLessThanOrEqual(payment.amount)
  }
}

test('in whatever order credits are given and paid back, no penny is made and none is lost', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const after = history.steps.reduce((state, step, n) => {
        const next = credit(state, creditsOf(state, step), { key: String(n), as: step.as })
        expectConserved(next)
        return next
      }, stateOf(history))
      const rest = after.invoices.flatMap((invoice) =>
        invoice.lines.map((line) => creditOf(invoice, line, creditable(line))),
      )
      const emptied = credit(after, rest, { key: 'rest', as: 'refund' })
      expectConserved(emptied)
      const given = sumOf(emptied.creditMemos.map(({ total }) => total))
      expect(given, 'all that was asked for is given back').toBe(
        sumOf(emptied.invoices.map(({ total }) => total)),
      )
      expect(emptied.invoices.every(({ balance }) => balance === 0)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('a fold of what is given back leaves what it was given as it was', () => {
  const before = invoicedState([anInvoice([aLine()], { paid: 3000 })])
  const copy = structuredClone(before)
  fold(before, [])
  credit(before, halfOfJune(before), { as: 'refund' })
  expect(before).toEqual(copy)
})
