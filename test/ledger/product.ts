import type { CustomerState } from '../../src/domain/customer-state.ts'
import type { Offer, Term } from '../../src/domain/offer.ts'
import { changesToCome } from '../../src/order-types/collisions.ts'
import { holdingOn } from '../../src/order-types/holding.ts'
import type { Step, World } from '../support/history.ts'
import { anOffer, aPrice } from '../support/plan.ts'
import { type Day, type Every, toText } from './days.ts'
import type { Deed, Product, Story } from './story.ts'

/** A story in the words of the product: what is sold, and each deed as a request. */

export function worldOf({ products, currency }: Story): World {
  const addOnPaths = products.flatMap(({ kind }, place) => (kind === 'add_on' ? [pathOf(place)] : []))
  return { offers: products.map((product, place) => toOffer(product, { place, currency, addOnPaths })) }
}

const pathOf = (place: number) => `/offers2/Number ${place}`

function toOffer(
  product: Product,
  { place, currency, addOnPaths }: { place: number; currency: string; addOnPaths: readonly string[] },
): Offer {
  const { kind, prices, term, renewal, renews, takesAddOns, switches } = product
  return anOffer({
    id: String(place).repeat(40),
    path: pathOf(place),
    displayName: `Number ${place}`,
    recordType: kind,
    currency,
    initialTerm: toTerm(term),
    renewalTerm: toTerm(renewal),
    autoRenew: renews,
    addOnPaths: takesAddOns ? addOnPaths : [],
    switchDate: switches,
    prices: prices.map(({ name, amount, every, times, delay }) =>
      aPrice({
        name,
        unitAmount: amount,
        kind: every === undefined ? 'one_time' : 'recurring',
        interval: every,
        repeatCount: times,
        delay,
      }),
    ),
  })
}

function toTerm(length: Every | undefined): Term | undefined {
  return length && { length, renewalType: 'TERMED' }
}

/** On one day the orders come one after the other. */
export function instantOf(day: Day, n: number): string {
  return `${toText(day)}T${String(1 + n).padStart(2, '0')}:00:00.000Z`
}

export function purchase({ bought, boughtOn, startsIn, paysBy }: Story): Step {
  return {
    at: instantOf(boughtOn, 0),
    request: {
      order_type: 'new',
      country: 'GB',
      customerDetails: { email: 'ada@example.com' },
      payment: paysBy === 'card' ? { type: 'sandbox', sandbox: { token: 'tok_ok' } } : { type: 'invoice' },
      orderDate: toText(boughtOn + startsIn),
      orderItems: bought.map(({ product, quantity }, n) => ({
        offer: product,
        quantity,
        ...(n === 0 ? {} : { type: 'add_on', parentId: 'item-0' }),
      })),
    },
  }
}

/** `undefined` for what cannot be said, such as to withdraw a change where there is none. */
export function requestOf(
  deed: Deed,
  { state, today, story }: { state: CustomerState; today: Day; story: Story },
): Step['request'] | undefined {
  const date = (name: string) =>
    'when' in deed && deed.when !== undefined ? { [name]: toText(today + deed.when) } : {}
  switch (deed.what) {
    case 'cancel':
      return { order_type: 'cancel_subscription', settle: deed.settle, ...date('cancelDate') }
    case 'change': {
      const { product, quantity } = deed
      return { order_type: 'change_offer', offer: product, quantity, ...date('effectiveDate') }
    }
    case 'withdraw': {
      const toCome = changesToCome(state).filter(({ kind }) => kind !== 'cancellation')
      const change = toCome.at(Math.min(deed.nth, toCome.length - 1))
      if (change === undefined) return undefined
      return { order_type: 'update_subscription', updates: [{ type: 'withdraw', id: change.id }] }
    }
    default: {
      const product = deed.product ?? heldOffer(state, today, story)
      return {
        order_type: 'update_subscription',
        updates: [
          {
            type: deed.what === 'quantity' ? 'update_quantity' : deed.what,
            record_type: story.products[product]?.kind,
            offer: product,
            ...('quantity' in deed ? { quantity: deed.quantity } : {}),
            ...date('effective_date'),
          },
        ],
      }
    }
  }
}

function heldOffer(state: CustomerState, today: Day, { products }: Story): number {
  const { base } = holdingOn(state, toText(today))
  return products.findIndex((_, place) => base?.offer.path === pathOf(place))
}
