import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aLine, anInvoice } from '../../test/support/invoices.ts'
import { anOffer, aPrice, buy, testIds } from '../../test/support/plan.ts'
import { creditableTotal, creditOf, creditOfTotal } from './credit-lines.ts'
import type { CustomerState } from './customer-state.ts'
import { planDue } from './due.ts'
import { fold } from './fold.ts'
import type { InvoiceLine } from './invoice.ts'
import { placeOf, rateOn, type Taxes, type TaxRate, taxTotals, withTax } from './tax.ts'
import { creditUnused } from './unused-days.ts'

const vat: TaxRate = { country: 'GB', name: 'VAT', rate: 200_000, inclusive: false }
const gst: TaxRate = { country: 'AU', name: 'GST', rate: 100_000, inclusive: true }

const taxesIn = (country: string, rates: readonly TaxRate[], subdivision?: string): Taxes => ({
  rates,
  place: { country, subdivision },
})

const lineOf = (unitAmount: number, line: Partial<InvoiceLine> = {}) => aLine({ unitAmount, ...line })
const figures = (lines: readonly { amount: number; tax: number }[]) =>
  lines.map(({ amount, tax }) => [amount, tax])

test.each([
  ['20 % on top', vat, [999], [[999, 200]]],
  ['half a penny goes up', { ...vat, rate: 50_000 }, [10], [[10, 1]]],
  [
    'each line rounded for itself',
    vat,
    [2, 2, 2],
    [
      [2, 0],
      [2, 0],
      [2, 0],
    ],
  ],
  ['no tax at all', { ...vat, rate: 0 }, [999], [[999, 0]]],
  ['10 % inside', gst, [1100], [[1000, 100]]],
  [
    'inside, one total over the lines, the largest remainder first',
    gst,
    [1000, 1000, 1000],
    [
      [909, 91],
      [909, 91],
      [909, 91],
    ],
  ],
  [
    'inside, what is left goes to the earlier line',
    { ...gst, rate: 200_000 },
    [1000, 1000],
    [
      [833, 167],
      [834, 166],
    ],
  ],
])('%s', (_, rate, prices, expected) => {
  const lines = withTax(
    prices.map((price) => lineOf(price)),
    taxesIn(rate.country, [rate]),
  )
  expect(figures(lines)).toEqual(expected)
  expect(lines[0]?.taxRate).toEqual({ name: rate.name, rate: rate.rate, inclusive: rate.inclusive })
})

test('a place without a rate has no tax', () => {
  const [line] = withTax([lineOf(999)], taxesIn('FR', [vat, gst]))
  expect(line).toMatchObject({ amount: 999, tax: 0 })
  expect(line).not.toHaveProperty('taxRate')
})

test('taxed again nothing moves; where the tax is gone the price is what it was', () => {
  for (const rate of [vat, gst]) {
    const bare = [lineOf(999), lineOf(1001)]
    const once = withTax(bare, taxesIn(rate.country, [rate]))
    withTax(once, taxesIn(rate.country, [rate])).forEach((line, at) => {
      expect(line).toBe(once[at])
    })
    expect(withTax(once, taxesIn(rate.country, []))).toEqual(bare)
  }
})

test('a rate holds from its first day up to its end', () => {
  const rates = [
    { ...vat, rate: 175_000, until: '2011-01-04' },
    { ...vat, from: '2011-01-04' },
  ]
  const on = (day: string) => rateOn(taxesIn('GB', rates), day)?.rate
  expect([on('2011-01-03'), on('2011-01-04')]).toEqual([175_000, 200_000])
})

test('a subdivision has its own rate, and the country has it everywhere else', () => {
  const canary: TaxRate = { ...vat, country: 'ES', subdivision: 'CN', name: 'IGIC', rate: 70_000 }
  const rates = [{ ...vat, country: 'ES' }, canary]
  expect(rateOn(taxesIn('ES', rates, 'CN'), '2026-06-10')?.name).toBe('IGIC')
  expect(rateOn(taxesIn('ES', rates, 'MD'), '2026-06-10')?.name).toBe('VAT')
  expect(rateOn(taxesIn('ES', rates), '2026-06-10')?.name).toBe('VAT')
})

test.each([
  ['billing wins', { country: 'US', state: 'CA' }, { country: 'GB' }, { country: 'US', subdivision: 'CA' }],
  [
    'a code may carry its country',
    { country: 'US', state: 'us-ca ' },
    undefined,
    { country: 'US', subdivision: 'CA' },
  ],
  [
    'a billing address without a country says nothing',
    { city: 'London' },
    { country: 'FR' },
    { country: 'FR' },
  ],
  ['else the country of purchase', undefined, undefined, { country: 'DE' }],
])('where the buyer is: %s', (_, billing, delivery, place) => {
  const addresses = [
    { relationship: 'delivery' as const, address: delivery ?? {} },
    { relationship: 'billing' as const, address: billing ?? {} },
  ]
  expect(placeOf(addresses, 'DE')).toEqual({ subdivision: undefined, ...place })
})

test('what each tax comes to, each once', () => {
  const lines = [
    ...withTax([lineOf(1000), lineOf(500)], taxesIn('GB', [vat])),
    ...withTax([lineOf(1100)], taxesIn('AU', [gst])),
    lineOf(300),
  ]
  expect(taxTotals(lines)).toEqual([
    { name: 'VAT', rate: 200_000, inclusive: false, amount: 1500, tax: 300 },
    { name: 'GST', rate: 100_000, inclusive: true, amount: 1000, tax: 100 },
  ])
})

const wishes = fc.record({
  prices: fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 6 }),
  rate: fc.integer({ min: 0, max: 1_000_000 }),
  inclusive: fc.boolean(),
})

test('no price moves, no line is negative, and an inclusive total is rounded once', () => {
  fc.assert(
    fc.property(wishes, ({ prices, rate, inclusive }) => {
      const taxes = taxesIn('GB', [{ ...vat, rate, inclusive }])
      const lines = withTax(
        prices.map((price) => lineOf(price)),
        taxes,
      )
      const gross = prices.reduce((sum, price) => sum + price, 0)
      const tax = lines.reduce((sum, line) => sum + line.tax, 0)
      lines.forEach((line, at) => {
        expect(Math.min(line.amount, line.tax)).toBeGreaterThanOrEqual(0)
        expect(inclusive ? line.amount + line.tax : line.amount).toBe(prices[at])
        if (!inclusive) expect(Math.abs(line.tax - (line.amount * rate) / 1_000_000)).toBeLessThanOrEqual(0.5)
      })
      if (inclusive) expect(Math.abs(tax - (gross * rate) / (1_000_000 + rate))).toBeLessThanOrEqual(0.5)
    }),
    { numRuns: 2000 },
  )
})

test('a line given back in parts, whichever way, gives back its tax exactly', () => {
  const steps = fc.array(
    fc.record({
      how: fc.constantFrom('net', 'gross', 'unused'),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      day: fc.integer({ min: 1, max: 30 }),
    }),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(wishes, steps, ({ prices, rate, inclusive }, history) => {
      const [price = 0] = prices
      const [taxed] = withTax([lineOf(price, { quantity: 1 })], taxesIn('GB', [{ ...vat, rate, inclusive }]))
      if (taxed === undefined) throw new Error('there is a line')
      let line: InvoiceLine = taxed
      const take = ({ amount, tax }: { amount: number; tax: number }) => {
        expect(Math.min(amount, tax)).toBeGreaterThanOrEqual(0)
        line = {
          ...line,
          credited: (line.credited ?? 0) + amount,
          creditedTax: (line.creditedTax ?? 0) + tax,
        }
        expect(line.credited).toBeLessThanOrEqual(line.amount)
        expect(line.creditedTax).toBeLessThanOrEqual(line.tax)
      }
      for (const { how, part, day } of history) {
        const invoice = anInvoice([line])
        const left = line.amount - (line.credited ?? 0)
        if (how === 'net') take(creditOf(invoice, line, Math.floor(left * part)))
        if (how === 'gross') take(creditOfTotal(invoice, line, Math.floor(creditableTotal(line) * part)))
        if (how === 'unused') {
          const on = `2026-06-${String(day).padStart(2, '0')}`
          const subscriptionOfferIds = new Set([line.subscriptionOfferId])
          creditUnused({ invoices: [invoice] }, { on, subscriptionOfferIds }).forEach(take)
        }
      }
      take(creditOfTotal(anInvoice([line]), line, creditableTotal(line)))
      expect([line.credited, line.creditedTax]).toEqual([line.amount, line.tax])
    }),
    { numRuns: 2000 },
  )
})

test('an inclusive price gives back its unused days with the tax in them', () => {
  const [line] = withTax([lineOf(3300)], taxesIn('AU', [gst]))
  if (line === undefined) throw new Error('there is a line')
  const [credit] = creditUnused(
    { invoices: [anInvoice([line])] },
    { on: '2026-06-16', subscriptionOfferIds: new Set([line.subscriptionOfferId]) },
  )
  expect(credit).toMatchObject({ amount: 1500, tax: 150 })
})

function loaded(state: CustomerState): CustomerState {
  return { ...state, invoices: [], schedules: state.schedules.filter((entry) => entry.status === 'pending') }
}

test('an order is taxed today and expects it of every entry to come', () => {
  const { after, changeset } = buy(anOffer(), { facts: { taxRates: [vat] } })
  expect(after.invoices[0]).toMatchObject({ subtotal: 1200, tax: 240, total: 1440, balance: 1440 })
  expect(changeset.effects[0]).toMatchObject({ kind: 'collect_payment', amount: 1440 })
  expect(new Set(after.schedules.map(({ amount, tax }) => `${amount} ${tax}`))).toEqual(new Set(['1200 240']))
})

test('everything due today is one total, whatever subscription it is for', () => {
  const offer = anOffer({
    prices: [aPrice({ unitAmount: 1000 }), aPrice({ name: 'charge_2', unitAmount: 1000 })],
  })
  const { after } = buy(offer, { facts: { taxRates: [{ ...vat, inclusive: true }] } })
  expect(after.invoices[0]).toMatchObject({ subtotal: 1667, tax: 333, total: 2000 })
  const [today] = after.schedules.filter(({ status }) => status === 'invoiced')
  expect(today?.lines).toEqual(after.invoices[0]?.lines.map(({ id: _, ...line }) => line))
})

test('the invoice of a day has the rate and the place of that day, and so has what comes after', () => {
  const { after: bought } = buy(anOffer(), { facts: { taxRates: [vat] } })
  const facts = { at: '2026-07-10T00:00:00.000Z', ids: testIds, invoiceTermDays: 30 }
  const higher = { ...vat, rate: 250_000 }
  const due = (state: CustomerState, taxRates: readonly TaxRate[]) => {
    const before = loaded(state)
    return fold(before, planDue(before, { ...facts, taxRates }))
  }
  const raised = due(bought, [
    { ...vat, until: '2026-08-01' },
    { ...higher, from: '2026-08-01' },
  ])
  expect(raised.invoices[0]).toMatchObject({ tax: 240 })
  const ahead = raised.schedules.filter(({ status }) => status === 'pending')
  expect(new Set(ahead.map(({ tax }) => tax))).toEqual(new Set([300]))

  const [customer] = bought.customers
  const address = { id: 'address-1', ownerId: 'id-1', customerId: customer?.id ?? '', orderId: 'order-1' }
  const moved = {
    ...bought,
    addresses: [{ ...address, relationship: 'billing' as const, address: { country: 'AU' } }],
  }
  const abroad = due(moved, [vat, gst])
  expect(abroad.invoices[0]).toMatchObject({ subtotal: 1091, tax: 109, total: 1200 })
  const invoiced = abroad.schedules.find(({ status }) => status === 'invoiced')
  expect(invoiced).toMatchObject({ amount: 1091, tax: 109 })
})
