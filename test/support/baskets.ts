import fc from 'fast-check'
import { addDays } from '../../src/domain/calendar.ts'
import type { Facts } from '../../src/domain/facts.ts'
import type { Offer } from '../../src/domain/offer.ts'
import type { NewOrder } from '../../src/domain/order.ts'
import type { Interval, IntervalUnit, LocalDate } from '../../src/domain/time.ts'
import { anItem, anOffer, anOrder, aPrice } from './plan.ts'

/** An order that can be bought, with the offers and facts it needs. */
export interface Basket {
  readonly order: NewOrder
  readonly offers: readonly Offer[]
  readonly facts: Partial<Facts>
  readonly today: LocalDate
}

const interval: fc.Arbitrary<Interval> = fc.record({
  count: fc.integer({ min: 1, max: 12 }),
  unit: fc.constantFrom<IntervalUnit>('days', 'weeks', 'months', 'years'),
})

const price = fc.record({
  kind: fc.constantFrom('one_time' as const, 'recurring' as const),
  unitAmount: fc.integer({ min: 0, max: 1_000_000 }),
  delay: fc.option(interval, { nil: undefined }),
  interval,
  repeatCount: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
})

const shape = fc.record({
  prices: fc.array(price, { minLength: 1, maxLength: 4 }),
  quantity: fc.integer({ min: 1, max: 100 }),
  autoRenew: fc.boolean(),
  term: interval,
})

/** Baskets of one to three offers, started in the past, today or later. */
export const baskets: fc.Arbitrary<Basket> = fc
  .record({
    shapes: fc.array(shape, { minLength: 1, maxLength: 3 }),
    currency: fc.constantFrom('GBP', 'JPY', 'KWD'),
    today: fc.integer({ min: 0, max: 1600 }).map((days) => addDays('2025-01-01', days)),
    startsIn: fc.option(fc.integer({ min: -366, max: 700 }), { nil: undefined }),
    paymentType: fc.constantFrom('card' as const, 'invoice' as const, undefined),
  })
  .map(({ shapes, currency, today, startsIn, paymentType }) => {
    const offers = shapes.map(({ prices, autoRenew, term }, index) =>
      anOffer({
        id: String(index).repeat(40),
        displayName: `Offer ${index + 1}`,
        currency,
        autoRenew,
        initialTerm: { length: term, renewalType: 'TERMED' },
        prices: prices.map((given, at) =>
          aPrice({
            ...given,
            name: `charge_${at + 1}`,
            interval: given.kind === 'recurring' ? given.interval : undefined,
            repeatCount: given.kind === 'recurring' ? given.repeatCount : undefined,
          }),
        ),
      }),
    )
    const items = offers.map((offer, index) =>
      anItem(offer, { id: `item-${index + 1}`, quantity: shapes[index]?.quantity ?? 1 }),
    )
    const startAt = startsIn === undefined ? undefined : addDays(today, startsIn)
    return {
      order: anOrder(items, { startAt, paymentType }),
      offers,
      facts: { at: `${today}T12:00:00.000Z` },
      today,
    }
  })
