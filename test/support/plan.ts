import type { Changeset } from '../../src/domain/changeset.ts'
import { type CustomerState, emptyState } from '../../src/domain/customer-state.ts'
import { type Facts, offerKey } from '../../src/domain/facts.ts'
import { fold } from '../../src/domain/fold.ts'
import type { IdSource } from '../../src/domain/id.ts'
import type { Offer, Price } from '../../src/domain/offer.ts'
import type { NewOrder, OrderItem } from '../../src/domain/order.ts'
import { isRefused } from '../../src/domain/refusal.ts'
import { planNew } from '../../src/order-types/new/plan.ts'

/** Offers, orders and facts for tests of planning: whatever a test does not care about has a plain value. */

export const testIds: IdSource = {
  id: (noun, key) => `${noun}-${key}`,
  reference: (key) => key.toUpperCase(),
}

export function aPrice(price: Partial<Price> = {}): Price {
  return {
    name: 'charge_1',
    label: 'Charge 1',
    unitAmount: 1200,
    kind: 'recurring',
    delay: undefined,
    interval: { count: 1, unit: 'months' },
    repeatCount: undefined,
    ...price,
  }
}

export function anOffer(offer: Partial<Offer> = {}): Offer {
  const id = offer.id ?? 'a'.repeat(40)
  return {
    id,
    version: 'b'.repeat(40),
    path: `/offers2/${offer.displayName ?? 'Business'}`,
    recordType: 'offer',
    name: 'Business',
    displayName: 'Business',
    currency: 'GBP',
    prices: [aPrice()],
    initialTerm: { length: { count: 12, unit: 'months' }, renewalType: 'TERMED' },
    renewalTerm: undefined,
    autoRenew: true,
    isTrial: false,
    isGift: false,
    allowedCountries: [],
    paymentTypes: [],
    quantity: { preset: 1, minimum: 1, maximum: 100, increment: 1 },
    blockMultiple: false,
    requestCompanyInfo: false,
    products: [
      {
        path: '/products/Business',
        name: 'Business seat',
        code: undefined,
        hasDelivery: false,
        entitlements: ['/entitlements/Digital'],
      },
    ],
    addOnPaths: [],
    upgradePaths: [],
    downgradePaths: [],
    ...offer,
  }
}

export function anItem(offer: Offer, item: Partial<OrderItem> = {}): OrderItem {
  return {
    id: 'one',
    recordType: offer.recordType,
    parentId: undefined,
    offer: { id: offer.id, version: offer.version },
    quantity: 1,
    ...item,
  }
}

export function anOrder(items: readonly OrderItem[], order: Partial<NewOrder> = {}): NewOrder {
  return {
    type: 'new',
    checkoutId: undefined,
    items,
    paymentType: 'card',
    country: 'GB',
    startAt: undefined,
    customer: { email: 'ada@example.com', firstName: 'Ada' },
    billing: undefined,
    delivery: undefined,
    ...order,
  }
}

export function someFacts(offers: readonly Offer[], facts: Partial<Facts> = {}): Facts {
  return {
    at: '2026-06-10T12:00:00.000Z',
    timeZone: 'UTC',
    orderId: 'order-1',
    ids: testIds,
    ownerId: 'id-1',
    actor: 'client',
    before: emptyState,
    offers: new Map(offers.map((offer) => [offerKey(offer.id, offer.version), offer])),
    heldOffers: new Map(),
    unpublishedOffers: new Set(),
    heldOfferIds: new Set(),
    promoCodes: [],
    settings: {
      backDatingDays: 366,
      invoiceTermDays: 30,
      paymentTypesByCountry: { '*': ['card', 'invoice'] },
      giftStacking: 'queue',
      paymentCallouts: {},
    },
    taxRates: [],
    giftHashes: (giftId, version) => ({
      codeHash: `code ${giftId} ${version}`,
      tokenHash: `token ${giftId} ${version}`,
    }),
    ...facts,
  }
}

export interface Planned {
  readonly changeset: Changeset
  readonly after: CustomerState
}

/** Plans an order that must not be refused, and folds it. */
export function planned(order: NewOrder, facts: Facts): Planned {
  const changeset = planNew(order, facts)
  if (isRefused(changeset)) throw new Error(`refused: ${changeset.code} ${changeset.detail}`)
  return { changeset, after: fold(facts.before, changeset.changes) }
}

/** Buys one offer. */
export function buy(
  offer: Offer,
  more: { item?: Partial<OrderItem>; order?: Partial<NewOrder>; facts?: Partial<Facts> } = {},
): Planned {
  return planned(anOrder([anItem(offer, more.item)], more.order), someFacts([offer], more.facts))
}
