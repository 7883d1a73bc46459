import { expect, test } from 'vitest'
import { type Step, stateAfter, takeStep, type World } from '../../../test/support/history.ts'
import { anOffer, aPrice } from '../../../test/support/plan.ts'
import type { Offer } from '../../domain/offer.ts'

/** What a change of offer comes to, beside the figures of the examples. */

const month = { count: 1, unit: 'months' } as const
const term = { length: month, renewalType: 'TERMED' } as const

function offer(n: number, name: string, unitAmount: number, more: Partial<Offer> = {}): Offer {
  return anOffer({
    id: String(n).repeat(40),
    displayName: name,
    path: `/offers2/${name}`,
    prices: [aPrice({ unitAmount })],
    initialTerm: term,
    renewalTerm: term,
    ...more,
  })
}

const buy = (more: object = {}): Step => ({
  at: '2026-04-01T09:00:00.000Z',
  request: {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer: 0, quantity: 1 }],
    customerDetails: { email: 'ada@example.com' },
    payment: { type: 'invoice' },
    ...more,
  },
})

const change = (at: string, more: object = {}): Step => ({
  at,
  request: { order_type: 'change_offer', offer: 1, ...more },
})

const mid = '2026-04-16T09:00:00.000Z'

function changed(world: World, step: Step, history: readonly Step[] = [buy()]) {
  return takeStep(world, stateAfter(world, history), step, history.length)
}

const refusalOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    return String(error)
  }
  return 'not refused'
}

test('the old offer ends and the new one is held, with what each entitles to', () => {
  const pro = offer(1, 'Pro', 6000, {
    products: [
      {
        path: '/products/Pro',
        name: 'Pro',
        code: undefined,
        hasDelivery: false,
        entitlements: ['/entitlements/Pro'],
      },
    ],
  })
  const { after } = changed({ offers: [offer(0, 'Business', 3000), pro] }, change(mid))
  expect(after.subscriptionOffers.map(({ name, status, endOn }) => [name, status, endOn])).toEqual([
    ['Business', 'ended', '2026-04-16'],
    ['Pro', 'active', undefined],
  ])
  expect(after.entitlements.map(({ name, status }) => [name, status])).toEqual([
    ['/entitlements/Digital', 'ended'],
    ['/entitlements/Pro', 'active'],
  ])
  expect(after.subscriptions[0]).toMatchObject({
    name: 'Pro',
    termStartOn: '2026-04-01',
    termEndOn: '2026-05-01',
  })
})

test('a term of another length begins on the day of the change', () => {
  const yearly = offer(1, 'Yearly', 40_000, {
    prices: [aPrice({ unitAmount: 40_000, interval: { count: 1, unit: 'years' } })],
    initialTerm: { length: { count: 1, unit: 'years' }, renewalType: 'TERMED' },
  })
  const { after } = changed({ offers: [offer(0, 'Business', 3000), yearly] }, change(mid))
  expect(after.subscriptions[0]).toMatchObject({ termStartOn: '2026-04-16', termEndOn: '2027-04-16' })
})

test('in a trial the trial goes on: nothing is charged before it ends', () => {
  const trial = offer(0, 'Trial', 3000, {
    isTrial: true,
    prices: [aPrice({ unitAmount: 3000, delay: { count: 30, unit: 'days' } })],
  })
  const { after } = changed({ offers: [trial, offer(1, 'Pro', 6000)] }, change(mid))
  expect(after.invoices).toEqual([])
  expect(after.schedules.filter(({ status }) => status === 'pending')[0]).toMatchObject({
    dueOn: '2026-05-01',
    amount: 6000,
  })
})

test('an introductory price is credited, and the new price begins at once', () => {
  const intro = offer(0, 'Introductory', 0, {
    prices: [
      aPrice({ name: 'first', unitAmount: 9000, interval: { count: 3, unit: 'months' }, repeatCount: 1 }),
      aPrice({ name: 'then', unitAmount: 3000, delay: { count: 3, unit: 'months' } }),
    ],
  })
  const step = change('2026-05-01T09:00:00.000Z', { effectiveDate: '2026-05-01' })
  const { after } = changed({ offers: [intro, offer(1, 'Pro', 6000)] }, step)
  // 61 of the 91 days from April to June.
  expect(after.creditMemos.map(({ total }) => total)).toEqual([6033])
  expect(after.invoices.at(-1)?.lines).toMatchObject([{ amount: 6000, serviceStartOn: '2026-05-01' }])
})

test('add-ons that the new offer does not allow end with the old one, are credited, and it is said', () => {
  const support = anOffer({
    id: '2'.repeat(40),
    recordType: 'add_on',
    displayName: 'Support',
    path: '/add_ons/Support',
    prices: [aPrice({ unitAmount: 900 })],
  })
  const world = {
    offers: [
      offer(0, 'Business', 3000, { addOnPaths: ['/add_ons/Support'] }),
      offer(1, 'Pro', 6000),
      support,
    ],
  }
  const bought = buy({
    orderItems: [
      { id: 'base', offer: 0 },
      { type: 'add_on', parentId: 'item-0', offer: 2 },
    ],
  })
  const { after, changeset } = changed(world, change(mid), [bought])
  expect(after.creditMemos[0]?.lines.map(({ chargeName, amount }) => [chargeName, amount])).toEqual([
    ['charge_1', 1500],
    ['charge_1', 450],
  ])
  expect(changeset.messages).toContainEqual(expect.objectContaining({ code: 'add_on_ends' }))
})

test('a cancellation to come is taken back, and it is said', () => {
  const world = { offers: [offer(0, 'Business', 3000), offer(1, 'Pro', 6000)] }
  const cancel = { at: '2026-04-10T09:00:00.000Z', request: { order_type: 'cancel_subscription' } }
  const { after, changeset } = changed(world, change(mid), [buy(), cancel])
  expect(after.subscriptions[0]?.cancelOn).toBeUndefined()
  expect(changeset.messages).toContainEqual(expect.objectContaining({ code: 'cancellation_withdrawn' }))
  expect(after.schedules.some(({ status, dueOn }) => status === 'pending' && dueOn === '2026-05-01')).toBe(
    true,
  )
})

test('what is open of the invoice that is corrected is lowered first; only the rest pays for the new', () => {
  const { after } = changed({ offers: [offer(0, 'Business', 3000), offer(1, 'Pro', 6000)] }, change(mid))
  expect(after.invoices.map(({ total, balance }) => [total, balance])).toEqual([
    [3000, 1500],
    [3000, 3000],
  ])
})

test.each([
  [
    'change_pending',
    [buy(), change('2026-04-10T09:00:00.000Z', { effectiveDate: '2026-04-20' })],
    change(mid),
  ],
  ['effective_date_passed', [buy()], change(mid, { effectiveDate: '2026-04-15' })],
  ['effective_date_out_of_range', [buy()], change(mid, { effectiveDate: '2099-01-01' })],
  ['quantity_not_allowed', [buy()], change(mid, { quantity: 101 })],
  ['nothing_to_change', [buy()], { ...change(mid), request: { order_type: 'change_offer', offer: 0 } }],
  ['mixed_currencies', [buy()], change(mid, { offer: 2 })],
  ['country_not_allowed', [buy()], change(mid, { offer: 3 })],
  ['payment_type_not_allowed', [buy()], change(mid, { offer: 4 })],
])('%s', (code, history, step) => {
  const offers = [
    offer(0, 'Business', 3000),
    offer(1, 'Pro', 6000),
    offer(2, 'Dollars', 6000, { currency: 'USD' }),
    offer(3, 'French', 6000, { allowedCountries: ['FR'] }),
    offer(4, 'Cards only', 6000, { paymentTypes: ['card'] }),
  ]
  expect(refusalOf(() => changed({ offers }, step, history))).toContain(code)
})

test('the month-end anchor stays: changed on a day in February, charged on the 31st again', () => {
  const bought = { ...buy(), at: '2026-01-31T09:00:00.000Z' }
  const world = { offers: [offer(0, 'Business', 1000), offer(1, 'Pro', 2000)] }
  const { after } = changed(world, change('2026-02-14T09:00:00.000Z'), [bought])
  const due = after.schedules.filter(({ status }) => status === 'pending').map(({ dueOn }) => dueOn)
  expect(due.slice(0, 3)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30'])
})
