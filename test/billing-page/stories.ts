import type { Offer, Price } from '../../src/domain/offer.ts'
import type { Interval } from '../../src/domain/time.ts'
import type { Step, World } from '../support/history.ts'
import { anOffer, aPrice } from '../support/plan.ts'

/** The examples of the page: what happens, and what must come of it. */
export interface Story {
  readonly title: string
  readonly world: World
  readonly steps: readonly Step[]
  readonly until: string
  /** The days that the page shows; absent: all. */
  readonly shows?: readonly string[]
  readonly note?: string
  /** Day, and amount with the sign of a credit. */
  readonly comesTo: readonly string[]
}

const every = (count: number, unit: Interval['unit']): Interval => ({ count, unit })
const month = every(1, 'months')

function sold(
  place: number,
  name: string,
  prices: readonly Partial<Price>[],
  more: Partial<Offer> = {},
): Offer {
  return anOffer({
    id: String(place).repeat(40),
    displayName: name,
    initialTerm: undefined,
    prices: prices.map((price, n) =>
      aPrice({ name: `charge_${n + 1}`, label: name, interval: month, ...price }),
    ),
    ...more,
  })
}

const at = (day: string) => `${day}T12:00:00.000Z`
const card = { type: 'sandbox', sandbox: { token: 'tok_ok' } }

function buy(day: string, more: { quantity?: number; request?: object } = {}): Step {
  const { quantity = 1, request = {} } = more
  return {
    at: at(day),
    request: {
      order_type: 'new',
      country: 'GB',
      orderItems: [{ offer: 0, quantity }],
      customerDetails: { email: 'ada@example.com' },
      payment: card,
      ...request,
    },
  }
}

const order = (day: string, request: Step['request']): Step => ({ at: at(day), request })

const discount = {
  orderDiscount: {
    discountOverrides: {
      discountType: 'DiscountPercentage',
      percentageDiscount: 20,
      durationLength: 3,
      durationType: 'Periods',
    },
  },
}

export const stories: Readonly<Record<string, Story>> = {
  'three-decimals': {
    title: 'KWD 1.005 × 3 = 3.015: every currency has its own decimals',
    world: { offers: [sold(0, 'Digital', [{ unitAmount: 1005 }], { currency: 'KWD' })] },
    steps: [buy('2026-03-01', { quantity: 3 })],
    until: '2026-03-01',
    comesTo: ['2026-03-01 3.015'],
  },
  'month-ends': {
    title: '£10.00 monthly from 2026-01-31: at the end of every month, never drifting',
    world: { offers: [sold(0, 'Digital', [{ unitAmount: 1000 }])] },
    steps: [buy('2026-01-31'), ...monthsFrom('2026-02-15', 26)],
    until: '2028-03-31',
    shows: [
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
      '2027-02-28',
      '2028-02-29',
      '2028-03-31',
    ],
    comesTo: [
      '2026-01-31 10.00',
      '2026-02-28 10.00',
      '2026-03-31 10.00',
      '2026-04-30 10.00',
      '2026-05-31 10.00',
      '2027-02-28 10.00',
      '2028-02-29 10.00',
      '2028-03-31 10.00',
    ],
  },
  'introductory-price': {
    title: '“$75 for 52 weeks then $31.96 every 4 weeks” from 2026-03-02',
    world: {
      offers: [
        sold(
          0,
          'Digital',
          [
            { unitAmount: 7500, interval: every(52, 'weeks'), repeatCount: 1 },
            { unitAmount: 3196, interval: every(4, 'weeks'), delay: every(52, 'weeks') },
          ],
          { currency: 'USD' },
        ),
      ],
    },
    steps: [buy('2026-03-02', { request: { country: 'US' } }), look('2027-03-01'), look('2027-03-29')],
    until: '2027-04-26',
    comesTo: ['2026-03-02 75.00', '2027-03-01 31.96', '2027-03-29 31.96', '2027-04-26 31.96'],
  },
  trial: {
    title: 'A trial of 14 days from 2026-03-20 in Europe/London, where the clocks change on 29 March',
    world: {
      offers: [sold(0, 'Digital', [{ unitAmount: 999, delay: every(14, 'days') }], { isTrial: true })],
      timeZone: 'Europe/London',
    },
    steps: [buy('2026-03-20')],
    until: '2026-04-03',
    note: 'The first charge is at local midnight of 2026-04-03, which is 2026-04-02T23:00:00.000Z.',
    comesTo: ['2026-04-03 9.99'],
  },
  upgrade: {
    title: '£30.00 monthly from 2026-04-01, changed at once on 2026-04-16 to £60.00 monthly: 15.00 is due',
    world: { offers: [sold(0, 'Business', [{ unitAmount: 3000 }]), sold(1, 'Pro', [{ unitAmount: 6000 }])] },
    steps: [buy('2026-04-01'), order('2026-04-16', { order_type: 'change_offer', offer: 1 })],
    until: '2026-05-01',
    comesTo: ['2026-04-01 30.00', '2026-04-16 −15.00', '2026-04-16 30.00', '2026-05-01 60.00'],
  },
  yen: {
    title: '¥1000 monthly from 2026-02-01, to ¥2000 on 2026-02-11: 643 is due',
    world: {
      offers: [
        sold(0, 'Basic', [{ unitAmount: 1000 }], { currency: 'JPY' }),
        sold(1, 'Plus', [{ unitAmount: 2000 }], { currency: 'JPY' }),
      ],
    },
    steps: [
      buy('2026-02-01', { request: { country: 'JP' } }),
      order('2026-02-11', { order_type: 'change_offer', offer: 1 }),
    ],
    until: '2026-03-01',
    comesTo: ['2026-02-01 1000', '2026-02-11 −643', '2026-02-11 1286', '2026-03-01 2000'],
  },
  seats: {
    title: '10 seats at £12.00 monthly from 2026-06-10, 5 more on 2026-06-25',
    world: { offers: [sold(0, 'Seat', [{ unitAmount: 1200 }])] },
    steps: [
      buy('2026-06-10', { quantity: 10 }),
      order('2026-06-25', {
        order_type: 'update_subscription',
        updates: [{ type: 'add', record_type: 'offer', offer: 0, quantity: 5 }],
      }),
    ],
    until: '2026-07-10',
    comesTo: ['2026-06-10 120.00', '2026-06-25 30.00', '2026-07-10 180.00'],
  },
  discount: {
    title: '20 % off three periods of £9.99',
    world: { offers: [sold(0, 'Digital', [{ unitAmount: 999 }])] },
    steps: [buy('2026-01-10', { request: discount }), ...monthsFrom('2026-01-20', 3)],
    until: '2026-04-10',
    comesTo: ['2026-01-10 7.99', '2026-02-10 7.99', '2026-03-10 7.99', '2026-04-10 9.99'],
  },
  cancellation: {
    title: '£120.00 yearly from 2026-01-01, cancelled on 2026-07-01 with refund: 184 of 365 days',
    world: { offers: [sold(0, 'Digital', [{ unitAmount: 12_000, interval: every(1, 'years') }])] },
    steps: [
      buy('2026-01-01'),
      order('2026-07-01', { order_type: 'cancel_subscription', cancelDate: '2026-07-01', settle: 'refund' }),
    ],
    until: '2027-01-02',
    comesTo: ['2026-01-01 120.00', '2026-07-01 −60.49', '2026-07-01 60.49'],
  },
}

/** Somebody looks, so that what is due by then is invoiced on its own day. */
function look(day: string): Step {
  return order(day, { order_type: 'cancel_intent' })
}

function monthsFrom(day: string, months: number): readonly Step[] {
  const from = new Date(at(day))
  return Array.from({ length: months * 31 }, (_, n) =>
    look(new Date(from.getTime() + n * 86_400_000).toISOString().slice(0, 10)),
  )
}
