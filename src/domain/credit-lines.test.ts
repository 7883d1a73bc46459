import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLine, anInvoice } from '../../test/support/invoices.ts'
import { type Credit, creditable, creditableTotal, creditOf, creditOfTotal } from './credit-lines.ts'
import type { InvoiceLine } from './invoice.ts'

const after = (line: InvoiceLine, { amount, tax }: Credit): InvoiceLine => ({
  ...line,
  credited: (line.credited ?? 0) + amount,
  creditedTax: (line.creditedTax ?? 0) + tax,
})

test.each([
  ['a third', 1000, 200],
  ['all', 3000, 600],
  ['next to nothing', 2, 0],
  ['a little more', 3, 1],
])('%s of a line brings its share of the tax', (_, amount, tax) => {
  const line = aLine({ tax: 600 })
  expect(creditOf(anInvoice([line]), line, amount)).toMatchObject({ amount, tax })
})

test.each([
  ['a third', 1200, 1000, 200],
  ['all', 3600, 3000, 600],
  ['a penny', 1, 1, 0],
  ['what no amount without tax comes to', 3, 2, 1],
])('%s with its tax comes to exactly what was asked for', (_, total, amount, tax) => {
  const line = aLine({ tax: 600 })
  expect(creditOfTotal(anInvoice([line]), line, total)).toMatchObject({ amount, tax })
})

test('a line that cost nothing has nothing to give back', () => {
  const line = aLine({ unitAmount: 0 })
  expect(creditable(line)).toBe(0)
  expect(creditOf(anInvoice([line]), line, 0)).toMatchObject({ amount: 0, tax: 0 })
})

const wishes = fc.array(
  fc.record({
    with: fc.constantFrom('tax', 'no tax'),
    part: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { maxLength: 8 },
)

test('in whatever steps, with tax and without, a line is never credited beyond what it asked for, and wholly to zero', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 700 }),
      wishes,
      (amount, tax, steps) => {
        let line = aLine({ amount, tax })
        const invoice = anInvoice([line])
        const take = (credit: Credit) => {
          expect(Math.min(credit.amount, credit.tax)).toBeGreaterThanOrEqual(0)
          line = after(line, credit)
          expect(creditable(line)).toBeGreaterThanOrEqual(0)
          expect(creditableTotal(line) - creditable(line)).toBeGreaterThanOrEqual(0)
        }
        for (const step of steps) {
          const whole = step.with === 'tax' ? creditableTotal(line) : creditable(line)
          const wanted = Math.floor(whole * step.part)
          const credit =
            step.with === 'tax' ? creditOfTotal(invoice, line, wanted) : creditOf(invoice, line, wanted)
          expect(step.with === 'tax' ? credit.amount + credit.tax : credit.amount).toBe(wanted)
          take(credit)
        }
        take(creditOf(invoice, line, creditable(line)))
        expect([creditable(line), creditableTotal(line)]).toEqual([0, 0])
      },
    ),
    { numRuns: 2000 },
  )
})
