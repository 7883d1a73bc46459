import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addInterval } from '../src/domain/calendar.ts'
import type { Charge, ChargeLine } from '../src/domain/charge.ts'
import type { CustomerState } from '../src/domain/customer-state.ts'
import { planDue } from '../src/domain/due.ts'
import { fold } from '../src/domain/fold.ts'
import { multiply, sum } from '../src/domain/money.ts'
import { renderPreview } from '../src/orders/render-preview.ts'
import { type Basket, baskets } from './support/baskets.ts'
import { planned, someFacts, testIds } from './support/plan.ts'

const runs = { numRuns: 500 }
const plan = ({ order, offers, facts }: Basket) => planned(order, someFacts(offers, facts))

const linesOf = (state: CustomerState, subscriptionId: string) =>
  state.schedules
    .filter((entry) => entry.subscriptionId === subscriptionId)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
    .flatMap((entry) => entry.lines)

const isOf = (line: ChargeLine, offerId: string, charge: Charge) =>
  line.subscriptionOfferId === offerId && line.chargeName === charge.name

test('lines add up to totals, everywhere', () => {
  fc.assert(
    fc.property(baskets, (basket) => {
      const { after } = plan(basket)
      for (const invoice of after.invoices) {
        expect(sum(invoice.lines.map((line) => line.amount))).toBe(invoice.subtotal)
        expect(invoice.total).toBe(invoice.subtotal + invoice.tax)
        expect(invoice.balance).toBe(invoice.total)
      }
      for (const entry of after.schedules) {
        expect(sum(entry.lines.map((line) => line.amount))).toBe(entry.amount)
        for (const line of entry.lines) expect(multiply(line.unitAmount, line.quantity)).toBe(line.amount)
      }
      const invoiced = after.schedules.filter((entry) => entry.status === 'invoiced')
      expect(sum(invoiced.map((entry) => entry.amount))).toBe(after.invoices[0]?.total ?? 0)
    }),
    runs,
  )
})

/** Every charge's lines tile the time from its anchor: the first starts there, each starts the day after the last ended. */
function expectTiled(state: CustomerState): void {
  for (const offer of state.subscriptionOffers)
    for (const charge of offer.charges) {
      const lines = linesOf(state, offer.subscriptionId).filter((line) => isOf(line, offer.id, charge))
      if (lines[0] !== undefined) expect(lines[0].serviceStartOn).toBe(charge.anchorOn)
      for (const [n, line] of lines.entries()) {
        const next = lines[n + 1]
        if (next !== undefined) expect(next.serviceStartOn).toBe(addDays(line.serviceEndOn, 1))
        if (charge.interval !== undefined)
          expect(line.serviceStartOn).toBe(addInterval(charge.anchorOn, charge.interval, n))
      }
      if (charge.periods !== undefined) expect(lines.length).toBeLessThanOrEqual(charge.periods)
    }
}

test('no period is charged twice or skipped, and a day has one entry', () => {
  fc.assert(
    fc.property(baskets, (basket) => {
      const { after } = plan(basket)
      expectTiled(after)
      const days = after.schedules.map((entry) => `${entry.subscriptionId} ${entry.dueOn}`)
      expect(new Set(days).size).toBe(days.length)
    }),
    runs,
  )
})

test('carried through time in leaps of any length, still none is charged twice or skipped', () => {
  const leaps = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(baskets, leaps, (basket, days) => {
      const start = plan(basket).after
      const id = start.subscriptions[0]?.id
      let state: CustomerState = {
        ...start,
        subscriptions: start.subscriptions.filter((held) => held.id === id),
        subscriptionOffers: start.subscriptionOffers.filter((offer) => offer.subscriptionId === id),
        schedules: start.schedules.filter((entry) => entry.subscriptionId === id),
        invoices: [],
      }
      let today = basket.today
      for (const leap of days) {
        today = addDays(today, leap)
        state = fold(
          state,
          planDue(state, { at: `${today}T00:00:00.000Z`, ids: testIds, invoiceTermDays: 30, taxRates: [] }),
        )
        expect(state.schedules.some((entry) => entry.status === 'pending' && entry.dueOn <= today)).toBe(
          false,
        )
      }
      expectTiled(state)
    }),
    runs,
  )
})

test('the same order and facts come to the same changes', () => {
  fc.assert(
    fc.property(baskets, (basket) => {
      expect(plan(basket)).toEqual(plan(basket))
    }),
    { numRuns: 100 },
  )
})

/** Decimal strings back to minor units without the code under test: the digits are the same. */
const minor = (decimal: string) => Number(decimal.replace('.', ''))

test('what the preview shows is what is saved, to the line', () => {
  fc.assert(
    fc.property(baskets, (basket) => {
      const { changeset, after } = plan(basket)
      const facts = someFacts(basket.offers, basket.facts)
      const shown = renderPreview({ proposal: { facts, changeset, after } })
      const saved = after.invoices[0]
      expect(minor(shown.preview.paidAmount)).toBe(saved?.total ?? 0)
      const items = shown.preview.previewResult.invoices.flatMap((invoice) => invoice.invoiceItems)
      expect(
        items.map((item) => [minor(item.amountWithoutTax), item.serviceStartDate, item.serviceEndDate]),
      ).toEqual((saved?.lines ?? []).map((line) => [line.amount, line.serviceStartOn, line.serviceEndOn]))
      for (const entry of shown.schedule) {
        const rows = after.schedules.filter((row) => row.dueOn === entry.date)
        expect(minor(entry.amount)).toBe(sum(rows.map((row) => row.amount + row.tax)))
        expect(entry.lineItems).toHaveLength(rows.flatMap((row) => row.lines).length)
      }
      const dates = shown.schedule.map((entry) => entry.date)
      expect(dates).toEqual([...new Set(after.schedules.map((row) => row.dueOn))].sort().slice(0, 24))
      expect(shown.nextSchedule?.date).toBe(dates.find((date) => date > basket.today))
    }),
    runs,
  )
})
