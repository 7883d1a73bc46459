import fc from 'fast-check'
import { type Every, toDay } from './days.ts'
import type { Deed, Price, Product, Story, When } from './story.ts'

const usualLengths: readonly Every[] = [
  { count: 1, unit: 'months' },
  { count: 1, unit: 'years' },
  { count: 3, unit: 'months' },
  { count: 1, unit: 'weeks' },
  { count: 4, unit: 'weeks' },
  { count: 30, unit: 'days' },
]

/** Mostly months: that is where lengths differ. */
const length = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Every>({ count: 1, unit: 'months' }) },
  { weight: 3, arbitrary: fc.constantFrom(...usualLengths) },
  {
    weight: 1,
    arbitrary: fc.record({
      count: fc.integer({ min: 1, max: 9 }),
      unit: fc.constantFrom<Every['unit']>('weeks', 'months', 'years'),
    }),
  },
)

const amount = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1000, max: 99_999 }) },
  { weight: 2, arbitrary: fc.constantFrom(1000, 2000, 3000, 6000, 12_000, 36_500) },
  { weight: 1, arbitrary: fc.constant(0) },
)

const recurring = fc.record({ amount, every: length })
const days = fc.constantFrom<Every>(
  { count: 14, unit: 'days' },
  { count: 1, unit: 'months' },
  { count: 2, unit: 'weeks' },
)

/** A price; one with a fee to begin with; one after a trial; one that takes the place of an introduction. */
const prices: fc.Arbitrary<readonly Price[]> = fc.oneof(
  { weight: 5, arbitrary: recurring.map(({ amount, every }) => [price('fee', amount, { every })]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(recurring, amount)
      .map(([{ amount, every }, setup]) => [price('fee', amount, { every }), price('setup', setup)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(recurring, days)
      .map(([{ amount, every }, delay]) => [price('fee', amount, { every, delay })]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(recurring, amount, fc.integer({ min: 1, max: 3 }))
      .map(([{ amount, every }, first, times]) => [
        price('first', first, { every, times }),
        price('fee', amount, { every, delay: { ...every, count: every.count * times } }),
      ]),
  },
)

function price(name: string, amount: number, more: Partial<Price> = {}): Price {
  return { name, amount, every: undefined, times: undefined, delay: undefined, ...more }
}

const offer: fc.Arbitrary<Product> = fc.record({
  kind: fc.constant('offer'),
  prices,
  term: fc.option(length, { nil: undefined, freq: 2 }),
  renewal: fc.option(length, { nil: undefined, freq: 1 }),
  renews: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  takesAddOns: fc.boolean(),
  switches: fc.constantFrom(undefined, undefined, 'immediate', 'next_charge', 'term_end'),
})

const addOn: fc.Arbitrary<Product> = recurring.map(({ amount, every }) => ({
  kind: 'add_on',
  prices: [price('extra', amount, { every })],
  term: undefined,
  renewal: undefined,
  renews: true,
  takesAddOns: false,
  switches: undefined,
}))

/** Three offers to go between, and two add-ons that may ride on them. */
const products = fc.tuple(offer, offer, offer, addOn, addOn)
const anyOffer = fc.integer({ min: 0, max: 2 })
const anyAddOn = fc.integer({ min: 3, max: 4 })
const quantity = fc.oneof(
  { weight: 1, arbitrary: fc.constant(1) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }) },
)

const when: fc.Arbitrary<When> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 90 }) },
)

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('change'), product: anyOffer, quantity, when }) },
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant('quantity'), product: fc.constant(undefined), quantity, when }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('quantity'), product: anyAddOn, quantity, when }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('add'), product: anyAddOn, quantity, when }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('remove'), product: anyAddOn, when }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('withdraw'), nth: fc.integer({ min: 0, max: 1 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('cancel'),
      when,
      settle: fc.constantFrom('none', 'credit', 'refund'),
    }),
  },
)

/** Any day of four years, the ends of months more often. */
const boughtOn = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1460 }).map((days) => toDay('2026-01-01') + days) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 29, max: 31 }))
      .map(([month, day]) => {
        const last = new Date(Date.UTC(2026, month + 1, 0)).getUTCDate()
        return Date.UTC(2026, month, Math.min(day, last)) / 86_400_000
      }),
  },
)

/** Days until the next deed; so often on the very day on which something begins that this is tried too. */
const after = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0, 28, 30, 31, 90, 365) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 70 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 500 }) },
)

const startsIn = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -120, max: 60 }) },
)

export const stories: fc.Arbitrary<Story> = fc
  .record({
    currency: fc.constantFrom('GBP', 'JPY', 'KWD'),
    paysBy: fc.constantFrom('card', 'invoice'),
    products,
    boughtOn,
    startsIn,
    offer: fc.record({ product: fc.constant(0), quantity }),
    addOn: fc.option(fc.record({ product: anyAddOn, quantity }), { nil: undefined }),
    deeds: fc.array(fc.record({ after, deed }), { minLength: 1, maxLength: 6 }),
    looks: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 4 }),
    rest: fc.integer({ min: 0, max: 200 }),
  })
  .map(({ offer, addOn, products, ...rest }) => ({
    ...rest,
    products: products.map((product, place) =>
      place === 0 && addOn ? { ...product, takesAddOns: true } : product,
    ),
    bought: [offer, ...(addOn ? [addOn] : [])],
  }))
