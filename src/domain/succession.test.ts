import { expect, test } from 'vitest'
import { type Step, stateAfter } from '../../test/support/history.ts'
import { anOffer, aPrice } from '../../test/support/plan.ts'

/** Ten seats at £12.00 a month from 10 June, and another quantity on the very day on which a month begins. */

const setup = aPrice({ name: 'setup', kind: 'one_time', interval: undefined, unitAmount: 500 })
const seats = anOffer({ id: '0'.repeat(40), prices: [aPrice({ unitAmount: 1200 }), setup] })
const world = { offers: [seats] }

const bought: Step = {
  at: '2026-06-10T09:00:00.000Z',
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0, quantity: 10 }],
    customerDetails: { email: 'ada@example.com' },
    payment: { type: 'invoice' },
  },
}

const change = (today: string, quantity: number, on = today): Step => ({
  at: `${today}T10:00:00.000Z`,
  request: {
    order_type: 'update_subscription',
    updates: [{ type: 'update_quantity', record_type: 'offer', offer: 0, quantity, effective_date: on }],
  },
})

const later: Step = {
  at: '2026-07-12T09:00:00.000Z',
  request: { order_type: 'cancel_intent' },
}

const billed = (steps: readonly Step[]) => {
  const { invoices, creditMemos } = stateAfter(world, [bought, ...steps, later])
  return [
    invoices.flatMap(({ lines }) =>
      lines.map(({ quantity, chargeName, serviceStartOn }) => `${serviceStartOn} ${quantity} ${chargeName}`),
    ),
    creditMemos.flatMap(({ lines }) =>
      lines.map(({ quantity, chargeName, amount }) => `${quantity} ${chargeName} ${amount}`),
    ),
  ]
}

const atFirst = ['2026-06-10 10 charge_1', '2026-06-10 10 setup']

test.each([
  [
    'five more, on the first day',
    [change('2026-06-10', 15)],
    ['2026-06-10 5 charge_1', '2026-06-10 5 setup', '2026-07-10 15 charge_1'],
    [],
  ],
  [
    'three fewer, on the first day',
    [change('2026-06-10', 7)],
    ['2026-07-10 7 charge_1'],
    ['3 charge_1 3600'],
  ],
  [
    'five more, on the day the month begins',
    [change('2026-07-10', 15)],
    ['2026-07-10 10 charge_1', '2026-07-10 5 charge_1', '2026-07-10 5 setup'],
    [],
  ],
  [
    'three fewer, on the day the month begins',
    [change('2026-07-10', 7)],
    ['2026-07-10 10 charge_1'],
    ['3 charge_1 3600'],
  ],
  [
    'five more, planned ahead for that day',
    [change('2026-06-20', 15, '2026-07-10')],
    ['2026-07-10 15 charge_1', '2026-07-10 5 setup'],
    [],
  ],
  [
    'three fewer, planned ahead for that day',
    [change('2026-06-20', 7, '2026-07-10')],
    ['2026-07-10 7 charge_1'],
    [],
  ],
])('%s: what is charged already is not charged again', (_, steps, invoiced, credited) => {
  expect(billed(steps)).toEqual([[...atFirst, ...invoiced], credited])
})
