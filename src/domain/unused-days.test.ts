import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLine, anInvoice } from '../../test/support/invoices.ts'
import { addDays } from './calendar.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import { creditUnused } from './unused-days.ts'

const offer = new Set(['subscription_offer-1'])
const credited = (invoices: readonly Invoice[], on: string, quantity?: number) =>
  creditUnused(
    { invoices },
    { on, subscriptionOfferIds: offer, ...(quantity === undefined ? {} : { quantity }) },
  )
const year = { unitAmount: 12_000, serviceStartOn: '2026-01-01', serviceEndOn: '2026-12-31' }

test.each([
  ['half a month', {}, '2026-06-16', 1500],
  ['the last day', {}, '2026-06-30', 100],
  ['none, on the day after', {}, '2026-07-01', undefined],
  ['all, on the first day', {}, '2026-06-01', 3000],
  ['all of a period to come', {}, '2026-05-10', 3000],
  ['184 of 365 days', year, '2026-07-01', 6049],
  ['18 of 28 days of yen', { unitAmount: 1000, serviceEndOn: '2026-06-28' }, '2026-06-11', 643],
  [
    'a part of a part',
    { quantity: 5, unitAmount: 1200, serviceStartOn: '2026-06-16', periodDays: 30 },
    '2026-06-25',
    1200,
  ],
  ['of a reduced price', { amount: 2400, discount: 600 }, '2026-06-16', 1200],
  ['of a charge that is made once', { oneTime: true as const, serviceEndOn: '2026-12-31' }, '2026-06-16'],
  ['of another subscription offer', { subscriptionOfferId: 'subscription_offer-2' }, '2026-06-16'],
])('%s', (_, line, on, amount?: number) => {
  expect(credited([anInvoice([aLine(line)])], on)[0]?.amount).toBe(amount)
})

test('a credit says for which days and how many it is, and of how long a period', () => {
  const line = aLine({ quantity: 3, discount: 100, amount: 8900 })
  const [credit] = credited([anInvoice([line])], '2026-06-16', 2)
  expect(credit).toMatchObject({
    quantity: 2,
    serviceStartOn: '2026-06-16',
    serviceEndOn: '2026-06-30',
    periodDays: 30,
  })
  expect(credit).toMatchObject({ unused: true, invoiceId: 'invoice-1', invoiceLineId: 'invoice_item-1' })
  expect(credit?.discount).toBeUndefined()
})

test('what was added last goes first', () => {
  const seats = aLine({ id: 'first', quantity: 10, unitAmount: 1200 })
  const more = aLine({
    id: 'more',
    quantity: 5,
    unitAmount: 1200,
    serviceStartOn: '2026-06-16',
    periodDays: 30,
  })
  const invoices = [anInvoice([seats]), anInvoice([more], { id: 'invoice-2' })]
  expect(
    credited(invoices, '2026-06-16', 7).map(({ invoiceLineId, quantity, amount }) => [
      invoiceLineId,
      quantity,
      amount,
    ]),
  ).toEqual([
    ['more', 5, 3000],
    ['first', 2, 1200],
  ])
})

test('what was given back already is not given back again', () => {
  const line = aLine({ quantity: 3, credited: 4000, creditedQuantity: 1 })
  expect(credited([anInvoice([line])], '2026-06-16')[0]).toMatchObject({ quantity: 2, amount: 3000 })
  expect(credited([anInvoice([{ ...line, credited: 8000 }])], '2026-06-16')[0]?.amount).toBe(1000)
  expect(credited([anInvoice([{ ...line, creditedQuantity: 3 }])], '2026-06-16')).toEqual([])
})

const lines = fc
  .record({
    quantity: fc.integer({ min: 1, max: 9 }),
    unitAmount: fc.integer({ min: 0, max: 500 }),
    taxed: fc.integer({ min: 0, max: 100 }),
    discounted: fc.boolean(),
    startsAt: fc.integer({ min: 0, max: 29 }),
  })
  .map(({ taxed, discounted, startsAt, ...rest }) => {
    const line = aLine({
      ...rest,
      serviceStartOn: addDays('2026-06-01', startsAt),
      ...(startsAt === 0 ? {} : { periodDays: 30 }),
    })
    const discount = discounted ? Math.floor(line.amount / 3) : 0
    const amount = line.amount - discount
    return {
      ...line,
      amount,
      tax: Math.floor((amount * taxed) / 100),
      ...(discount === 0 ? {} : { discount }),
    }
  })

const steps = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 32 }), quantity: fc.integer({ min: 1, max: 9 }) }),
  { maxLength: 6 },
)

/** The line after what goes of it, day by day, was given back. */
function afterSteps(first: InvoiceLine, taken: readonly { day: number; quantity: number }[]): InvoiceLine {
  let line = first
  for (const { day, quantity } of [...taken].sort((a, b) => a.day - b.day)) {
    const [credit] = credited([anInvoice([line])], addDays('2026-06-01', day), quantity)
    if (credit === undefined) continue
    line = {
      ...line,
      credited: (line.credited ?? 0) + credit.amount,
      creditedTax: (line.creditedTax ?? 0) + credit.tax,
      creditedQuantity: (line.creditedQuantity ?? 0) + credit.quantity,
    }
  }
  return line
}

test('however quantities go, no line gives back more than it asked for, in money, tax or number', () => {
  fc.assert(
    fc.property(lines, steps, (line, taken) => {
      const {
        amount,
        tax,
        quantity,
        credited = 0,
        creditedTax = 0,
        creditedQuantity = 0,
      } = afterSteps(line, taken)
      expect(credited).toBeLessThanOrEqual(amount)
      expect(creditedTax).toBeLessThanOrEqual(tax)
      expect(Math.min(credited, creditedTax)).toBeGreaterThanOrEqual(0)
      expect(creditedQuantity).toBeLessThanOrEqual(quantity)
    }),
    { numRuns: 1000 },
  )
})

test('what nobody used a day of leaves exactly zero, however its quantity went', () => {
  fc.assert(
    fc.property(lines, fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 5 }), (line, quantities) => {
      const taken = [...quantities, line.quantity].map((quantity) => ({ day: 0, quantity }))
      const { amount, tax, credited = 0, creditedTax = 0 } = afterSteps(line, taken)
      expect([credited, creditedTax]).toEqual([amount, tax])
    }),
    { numRuns: 1000 },
  )
})
