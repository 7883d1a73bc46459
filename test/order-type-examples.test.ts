import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toDecimal } from '../src/domain/money.ts'
import type { Offer, Price } from '../src/domain/offer.ts'
import { orderTypes } from '../src/order-types/registry.ts'
import { renderPreview } from '../src/orders/render-preview.ts'
import { type Step, stateAfter, takeStep } from './support/history.ts'
import { anOffer, aPrice } from './support/plan.ts'

/** A request, the world it meets, and the figures it must come to; offers in the request are named by their place. */
interface Example {
  readonly says: string
  readonly at: string
  readonly timeZone: string
  readonly offers: readonly (Omit<Partial<Offer>, 'prices'> & { prices: readonly Partial<Price>[] })[]
  /** What was ordered before, on the same subscription. */
  readonly history?: readonly Step[]
  readonly request: Readonly<Record<string, unknown>>
  readonly expect: {
    readonly paidAmount: string
    readonly effectiveDate: string
    /** What is credited; nothing when absent. */
    readonly credit?: string
    /** What goes back to where it was paid from; nothing when absent. */
    readonly refund?: string
    /** The first entries: day and amount. */
    readonly schedule: readonly (readonly [string, string])[]
  }
}

function examplesOf(type: string): readonly [string, Example][] {
  const folder = new URL(`../src/order-types/${type.replaceAll('_', '-')}/examples/`, import.meta.url)
  return readdirSync(folder).map((file) => [
    `${type}/${file}`,
    JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
  ])
}

const examples = Object.keys(orderTypes).flatMap(examplesOf)

test('every order type shows at least two examples', () => {
  for (const type of Object.keys(orderTypes)) expect(examplesOf(type).length).toBeGreaterThanOrEqual(2)
})

test.each(examples)('%s comes to its figures', (_, example) => {
  const offers = example.offers.map((offer, index) =>
    anOffer({
      ...offer,
      id: String(index).repeat(40),
      prices: offer.prices.map((price) => aPrice(price)),
    }),
  )
  const world = { offers, timeZone: example.timeZone }
  const history = example.history ?? []
  const step = takeStep(world, stateAfter(world, history), example, history.length)
  const shown = renderPreview({ proposal: step })
  expect(shown.preview.paidAmount).toBe(example.expect.paidAmount)
  const credits = shown.preview.previewResult.creditMemos.map(({ amount }) => amount)
  expect(credits).toEqual(example.expect.credit === undefined ? [] : [example.expect.credit])
  const refunds = step.after.refunds.filter(({ orderId }) => orderId === step.facts.orderId)
  expect(refunds.map(({ amount, currency }) => toDecimal(amount, currency))).toEqual(
    example.expect.refund === undefined ? [] : [example.expect.refund],
  )
  expect(shown.effectiveDate).toBe(example.expect.effectiveDate)
  const first = shown.schedule.slice(0, example.expect.schedule.length)
  expect(first.map((entry) => [entry.date, entry.amount])).toEqual(example.expect.schedule)
})
