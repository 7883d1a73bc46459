import { expect } from 'vitest'
import type { CustomerState } from '../../src/domain/customer-state.ts'
import { planDue } from '../../src/domain/due.ts'
import type { CreditMemo, Invoice, Payment } from '../../src/domain/invoice.ts'
import { passTime } from '../support/history.ts'
import { testIds } from '../support/plan.ts'

/** What must hold of every state, however it came about. Sums are made here, and of nothing but the rows. */

const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

/** No money is made and none is lost. */
export type Money = Pick<CustomerState, 'invoices' | 'creditMemos' | 'payments' | 'refunds' | 'schedules'>

export function expectConserved(state: Money): void {
  for (const invoice of state.invoices) expectInvoice(invoice, state)
  for (const memo of state.creditMemos) expectMemo(memo, state)
  for (const { id, amount, refunded = 0 } of state.payments) {
    const back = state.refunds.filter(({ paymentId, status }) => paymentId === id && status !== 'failed')
    expect(refunded).toBe(total(back.map((refund) => refund.amount)))
    expect(refunded).toBeLessThanOrEqual(amount)
  }
  for (const entry of state.schedules) {
    expect(entry.amount).toBe(total(entry.lines.map(({ amount }) => amount)))
    expect(entry.tax).toBe(total(entry.lines.map(({ tax }) => tax)))
  }
  const living = state.schedules
    .filter(({ status }) => status !== 'cancelled')
    .map(({ subscriptionId, dueOn }) => `${subscriptionId} ${dueOn}`)
  expect(new Set(living).size, 'a day has one entry').toBe(living.length)
}

function expectInvoice(invoice: Invoice, { creditMemos, payments }: Money): void {
  expect(invoice.subtotal).toBe(total(invoice.lines.map(({ amount }) => amount)))
  expect(invoice.tax).toBe(total(invoice.lines.map(({ tax }) => tax)))
  expect(invoice.total).toBe(invoice.subtotal + invoice.tax)
  const applied = creditMemos.flatMap((memo) =>
    memo.applications.filter((one) => one.invoiceId === invoice.id),
  )
  const paid = payments.flatMap(appliedTo(invoice.id))
  expect(invoice.balance).toBe(
    invoice.total - total(applied.map(({ amount }) => amount)) - total(paid.map(({ amount }) => amount)),
  )
  expect(invoice.balance).toBeGreaterThanOrEqual(0)
  expect(invoice.status).toBe(invoice.balance === 0 ? 'paid' : 'open')
  for (const line of invoice.lines) {
    const credits = creditMemos.flatMap(({ lines }) => lines.filter((one) => one.invoiceLineId === line.id))
    expect(line.credited ?? 0).toBe(total(credits.map(({ amount }) => amount)))
    expect(line.credited ?? 0).toBeLessThanOrEqual(line.amount)
    expect(line.creditedTax ?? 0).toBe(total(credits.map(({ tax }) => tax)))
    expect(line.creditedTax ?? 0).toBeLessThanOrEqual(line.tax)
    expect(line.creditedQuantity ?? 0).toBeLessThanOrEqual(line.quantity)
  }
}

/** One payment may pay for several invoices. */
function appliedTo(id: string) {
  return ({ invoiceId, amount, applications }: Payment) =>
    (applications ?? [{ invoiceId, amount }]).filter((applied) => applied.invoiceId === id)
}

function expectMemo(memo: CreditMemo, { refunds }: Money): void {
  expect(memo.subtotal).toBe(total(memo.lines.map(({ amount }) => amount)))
  expect(memo.total).toBe(memo.subtotal + memo.tax)
  const back = refunds.filter(({ creditMemoId, status }) => creditMemoId === memo.id && status !== 'failed')
  expect(memo.refunded).toBe(total(back.map(({ amount }) => amount)))
  expect(memo.total).toBe(
    total(memo.applications.map(({ amount }) => amount)) + memo.refunded + memo.remaining,
  )
  expect(memo.remaining).toBeGreaterThanOrEqual(0)
}

/** What is due by an instant is done once. */
export function expectDueOnce(state: CustomerState, at: string): void {
  const done = passTime(state, at)
  expect(planDue(done, { at, ids: testIds, invoiceTermDays: 30, taxRates: [] })).toEqual([])
}
