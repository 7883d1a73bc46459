import { expect, test } from 'vitest'
import { toDecimal } from '../src/domain/money.ts'
import { orderTypes } from '../src/order-types/registry.ts'
import { renderPreview } from '../src/orders/render-preview.ts'
import { examplesOf, worldOf } from './support/examples.ts'
import { stateAfter, takeStep } from './support/history.ts'

const examples = Object.keys(orderTypes).flatMap(examplesOf)

test('every order type shows at least two examples', () => {
  for (const type of Object.keys(orderTypes)) expect(examplesOf(type).length).toBeGreaterThanOrEqual(2)
})

test.each(examples)('%s comes to its figures', (_, example) => {
  const world = worldOf(example)
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
