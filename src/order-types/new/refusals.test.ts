import { expect, test } from 'vitest'
import { anItem, anOffer, anOrder, aPrice, someFacts } from '../../../test/support/plan.ts'
import type { Facts } from '../../domain/facts.ts'
import { offerKey } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import type { NewOrder, OrderItem } from '../../domain/order.ts'
import { isRefused } from '../../domain/refusal.ts'
import { refuseIncomplete } from './complete.ts'
import { planNew } from './plan.ts'

interface Case {
  offers?: readonly Offer[]
  items?: readonly OrderItem[]
  order?: Partial<NewOrder>
  facts?: Partial<Facts>
}

const business = anOffer()
const other = anOffer({ id: 'c'.repeat(40), displayName: 'Other' })
const support = anOffer({
  id: 'd'.repeat(40),
  recordType: 'add_on',
  displayName: 'Support',
  path: '/add_ons/Support',
})

function plan({ offers = [business], items, order, facts }: Case) {
  return planNew(anOrder(items ?? offers.map((offer) => anItem(offer)), order), someFacts(offers, facts))
}

const one = (offer: Partial<Offer>, more: Omit<Case, 'offers'> = {}): Case => ({
  offers: [anOffer(offer)],
  ...more,
})

test.each<[string, string, string, Case]>([
  ['an unknown offer', 'offer_not_found', '/orderItems/0/offer', { facts: { offers: new Map() } }],
  [
    'an offer that is not published',
    'offer_not_published',
    '/orderItems/0/offer',
    { facts: { offers: new Map(), unpublishedOffers: new Set([offerKey(business.id, business.version)]) } },
  ],
  ['no items', 'invalid_request', '/orderItems', { items: [] }],
  [
    'two items of one id',
    'invalid_request',
    '/orderItems/1/id',
    { offers: [business, other], items: [anItem(business), anItem(other)] },
  ],
  [
    'mixed currencies',
    'mixed_currencies',
    '/orderItems/1/offer',
    {
      offers: [business, anOffer({ ...other, currency: 'USD' })],
      items: [anItem(business), anItem(other, { id: 'two' })],
    },
  ],
  [
    'a quantity below the minimum',
    'quantity_not_allowed',
    '/orderItems/0/quantity',
    one({ quantity: { preset: 5, minimum: 5, maximum: 50, increment: 5 } }),
  ],
  [
    'a quantity between the steps',
    'quantity_not_allowed',
    '/orderItems/0/quantity',
    one(
      { quantity: { preset: 5, minimum: 5, maximum: 50, increment: 5 } },
      { items: [anItem(business, { quantity: 7 })] },
    ),
  ],
  [
    'a quantity above the maximum',
    'quantity_not_allowed',
    '/orderItems/0/quantity',
    { items: [anItem(business, { quantity: 101 })] },
  ],
  ['no country', 'invalid_request', '/country', { order: { country: undefined } }],
  [
    'a country where it is not sold',
    'country_not_allowed',
    '/country',
    one({ allowedCountries: ['US', 'CA'] }),
  ],
  [
    'a means the offer does not allow',
    'payment_type_not_allowed',
    '/payment/type',
    one({ paymentTypes: ['invoice'] }),
  ],
  [
    'a means the settings do not allow a customer',
    'payment_type_not_allowed',
    '/payment/type',
    {
      facts: {
        actor: 'customer',
        settings: {
          giftStacking: 'queue',
          paymentCallouts: {},
          backDatingDays: 366,
          invoiceTermDays: 30,
          paymentTypesByCountry: { '*': ['card'], GB: ['invoice'] },
        },
      },
    },
  ],
  [
    'an offer that can be held once and is held',
    'already_held',
    '/orderItems/0/offer',
    one({ blockMultiple: true }, { facts: { heldOfferIds: new Set([business.id]) } }),
  ],
  [
    'an offer that can be held once, twice in the basket',
    'already_held',
    '/orderItems/1/offer',
    one({ blockMultiple: true }, { items: [anItem(business), anItem(business, { id: 'two' })] }),
  ],
  ['an add-on without its offer', 'add_on_not_allowed', '/orderItems/0/parentId', { offers: [support] }],
  [
    'an add-on the offer does not list',
    'add_on_not_allowed',
    '/orderItems/1/offer',
    {
      offers: [business, support],
      items: [anItem(business), anItem(support, { id: 'two', parentId: 'one' })],
    },
  ],
  [
    'an offer sent as an add-on',
    'invalid_request',
    '/orderItems/0/type',
    { items: [anItem(business, { recordType: 'add_on' })] },
  ],
  ['a date too far back', 'order_date_out_of_range', '/orderDate', { order: { startAt: '2025-06-08' } }],
  ['a date too far ahead', 'order_date_out_of_range', '/orderDate', { order: { startAt: '2029-06-11' } }],
  [
    'more money than an amount can hold',
    'amount_too_large',
    '/orderItems/0/quantity',
    one(
      { prices: [aPrice({ unitAmount: Number.MAX_SAFE_INTEGER })] },
      { items: [anItem(business, { quantity: 100 })] },
    ),
  ],
])('%s is refused: %s at %s', (_, code, pointer, what) => {
  const refusal = plan(what)
  expect(isRefused(refusal)).toBe(true)
  expect(refusal).toMatchObject({ code, errors: [{ pointer, code }] })
})

test.each<[string, Case]>([
  ['the earliest day', { order: { startAt: '2025-06-09' } }],
  ['the latest day', { order: { startAt: '2029-06-10' } }],
  ['a preview that does not say yet how it is paid', { order: { paymentType: undefined } }],
  [
    'a client where the settings bind customers',
    {
      facts: {
        settings: {
          giftStacking: 'queue',
          paymentCallouts: {},
          backDatingDays: 366,
          invoiceTermDays: 30,
          paymentTypesByCountry: { '*': ['invoice'] },
        },
      },
    },
  ],
])('%s is taken', (_, what) => {
  expect(isRefused(plan(what))).toBe(false)
})

test('a submit needs a payment and an e-mail address', () => {
  const order = anOrder([anItem(business)])
  expect(refuseIncomplete(order, undefined)).toMatchObject({ errors: [{ pointer: '/payment' }] })
  expect(refuseIncomplete({ ...order, customer: {} }, { type: 'invoice' })).toMatchObject({
    code: 'email_required',
    errors: [{ pointer: '/customerDetails/email' }],
  })
  expect(refuseIncomplete(order, { type: 'invoice' })).toBeUndefined()
})
