import { z } from 'zod'
import { dataForms } from './object-data.ts'
import { described } from './parts.ts'

/** The names by which the types of objects are addressed, in plural and singular. */
export const pathTypes = {
  orders: 'orders',
  order: 'orders',
  subscriptions: 'subscriptions',
  subscription: 'subscriptions',
  customers: 'customers',
  customer: 'customers',
  subscription_offers: 'subscription_offers',
  subscription_offer: 'subscription_offers',
  schedules: 'schedules',
  schedule: 'schedules',
  addresses: 'addresses',
  address: 'addresses',
  payment_methods: 'payment_methods',
  payment_method: 'payment_methods',
  invoices: 'invoices',
  invoice: 'invoices',
  payments: 'payments',
  payment: 'payments',
  credit_memos: 'credit_memos',
  credit_memo: 'credit_memos',
  refunds: 'refunds',
  refund: 'refunds',
  disputes: 'disputes',
  dispute: 'disputes',
  gift_code: 'gift_code',
  gift_codes: 'gift_code',
  user_entitlements: 'user_entitlements',
  user_entitlement: 'user_entitlements',
  promo_codes_v2: 'promo_codes_v2',
  promo_code_v2: 'promo_codes_v2',
  identities: 'identities',
  identity: 'identities',
  events: 'events',
  event: 'events',
  process: 'process',
  process_events: 'process',
  process_event: 'process',
} as const

/** Services of the contract that this version does not have. */
export const laterServices: readonly string[] = ['zuora', 'salesforce']

const typesInPlural = [...new Set(Object.values(pathTypes))].map((type) => `\`${type}\``).join(', ')

export const collectionParams = z.object({
  service: described(z.string(), 'Whose objects: `limio`, the ones that are kept here.', 'limio'),
  path_type: described(z.string(), `Which objects: ${typesInPlural}; the singular works too.`, 'orders'),
})

export const objectParams = collectionParams.extend({
  id: described(
    z.string().min(1).max(128),
    'The id of the object.',
    'order-4dd195c3eee4297e33aecb5436cf8092',
  ),
})

export const defaultPageSize = 50

const paging = {
  limit: described(
    z.coerce.number().int('must be a whole number').min(1).max(100).default(defaultPageSize),
    'How many objects at most, 1 to 100.',
    50,
  ),
  queryMore: described(
    z.string().max(1000),
    'Where the page before ended, as its answer said. Works with the same filters only.',
    'WyJvcmRlcnMi.c2lnbmF0dXJl',
  ).optional(),
}

const filter = (description: string, example: string) =>
  described(z.string().min(1).max(254), description, example).optional()

/** Filters in wire names; which types know which is said in `objects/filters.ts` and in each description. */
const filters = {
  external_id: filter('Orders: the id that you gave.', 'EXT-ORD-12345'),
  reference: filter(
    'Orders, subscriptions, customers, invoices, payments, credit memos, refunds: the reference that people read.',
    '8HK92PL401QW',
  ),
  number: filter('Invoices, credit memos: the number that accounts count.', 'INV-000042'),
  accountId: filter(
    'Orders, subscriptions, identities: the Salesforce Account of the owner.',
    '0017x00000Q9O9qAAF',
  ),
  email: filter(
    'Orders, subscriptions, customers: the e-mail address of the buyer, in any case.',
    'ada@example.com',
  ),
  status: filter('Every type that has one: the status, exactly.', 'complete'),
  owner: filter(
    'Every type but identities: the identity that owns it.',
    'id-62401f8d5bf6b26a37ea0defd66fd005',
  ),
  checkoutId: filter('Orders: the basket that was ordered.', 'basket-22e3d318-92e2-4909-b59c-1265623bc3f6'),
  order_type: filter('Orders: what kind of order.', 'new'),
  subscription: filter(
    'Subscription offers, schedules, entitlements, invoices, payments, credit memos, refunds: the subscription.',
    'sub-0bfbe7dd0862dad3270ad225ea126f4c',
  ),
  order: filter(
    'Every type but orders and identities: the order that made it.',
    'order-4dd195c3eee4297e33aecb5436cf8092',
  ),
  type: filter('Events: what happened.', 'order.completed'),
  subject: filter('Events: the object that it happened to.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
  after: described(
    z.coerce.number().int('must be a whole number').min(0).max(Number.MAX_SAFE_INTEGER),
    'Events: only those with a higher sequence number (`data.seq`).',
    1200,
  ).optional(),
}

export type WireFilterName = keyof typeof filters

export const objectQuery = z.strictObject({})
export const relatedQuery = z.strictObject(paging)
export const listQuery = z.strictObject({ ...paging, ...filters })
export type ListQuery = z.output<typeof listQuery>
export type PagingQuery = z.output<typeof relatedQuery>

const text = (description: string, example: string) => described(z.string(), description, example)

/** What every stored object has in common; `data` holds what its type alone has. */
const envelopeFields = {
  id: text('Opaque id; carries its noun.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
  name: text('Human name or reference.', '8HK92PL401QW'),
  record_type: text(
    'Type in the singular: `order`, `subscription`, `customer`, `subscription_offer`, `schedule`, `address`, `payment_method`, `invoice`, `payment`, `credit_memo`, `refund`, `dispute`, `gift_code`, `user_entitlement`, `identity`, `event`, `process_event`.',
    'order',
  ),
  service: described(z.literal('limio'), 'Where it is kept.', 'limio'),
  mode: described(z.literal('production'), 'Always `production`.', 'production'),
  status: text('How it stands; each type has its own closed list.', 'complete'),
  reference: text(
    'Reference for people, twelve upper-case base-36 characters; the id where a type has none.',
    '8HK92PL401QW',
  ),
  owner: described(z.string().nullable(), 'Identity that owns it.', 'id-62401f8d5bf6b26a37ea0defd66fd005'),
  customer: text('Customer it belongs to.', 'cus-04b52a349fb8535ec1b5d0a501077c05').optional(),
  related: text('Object it is part of.', 'sub-0bfbe7dd0862dad3270ad225ea126f4c').optional(),
  relationship_type: text('On addresses: `billing` or `delivery`.', 'billing').optional(),
  start: text('When it begins or began, UTC or a local day.', '2026-04-30T10:37:52.210Z').optional(),
  end: described(z.string().nullable(), 'First day after it; null while open.', '2027-04-30').optional(),
  ref: text(
    'On subscriptions: order and order item that made it.',
    'order-88403fb75aa6e289837bb88345e6fa77/38a686b9-f41d-4651-af3f-e98d4b10b281',
  ).optional(),
  created: text('When it was made, UTC, by the business clock.', '2026-04-30T10:38:38.101Z'),
  updated: text('When it last changed, UTC.', '2026-04-30T10:38:51.986Z'),
  data: z.record(z.string(), z.unknown()).meta({
    description: 'What this type alone has. Amounts are decimal strings beside their `currency`.',
    examples: [{ order_type: 'new', total: '300.00', currency: 'GBP', tracking: { campaign: 'win-back' } }],
    anyOf: [...dataForms, { type: 'object', description: 'On every other type: its own.' }],
  }),
}

const pendingChange = z.object({
  id: text('The change; withdraw it by this id.', 'pending_change-0bfbe7dd0862dad3270ad225ea126f4c'),
  kind: text(
    'What changes: `change_offer`, `update_subscription`, `add_charge`, `renewal` or `cancellation`.',
    'change_offer',
  ),
  status: described(z.literal('pending'), 'It waits for its day.', 'pending'),
  effectiveDate: text('The first day on which it holds.', '2027-01-01'),
  summary: text('The same in words.', 'Pro takes the place of Business.'),
  order: text('The order that asked for it.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
  ends: described(z.array(z.string()), 'Subscription offers that end on that day.', [
    'subscription_offer-2c983a94fbfd0d3663ec0cb9d9773670',
  ]),
  starts: described(z.array(z.string()), 'Subscription offers that begin on that day.', [
    'subscription_offer-8ad0887e850fc589018512981a1b4acb',
  ]),
})

const part = z
  .looseObject(envelopeFields)
  .meta({ description: 'A part of this object, in the same envelope.' })

export const envelope = z
  .looseObject({
    ...envelopeFields,
    order_reference: text('On orders: as the submit answer has it.', '8HK92PL401QW').optional(),
    external_id: described(
      z.string().nullable(),
      'On orders: the id that you gave.',
      'EXT-ORD-12345',
    ).optional(),
    checkoutId: described(
      z.string().nullable(),
      'On orders: the basket.',
      'basket-22e3d318-92e2-4909-b59c-1265623bc3f6',
    ).optional(),
    subscriptionReference: described(
      z.string().nullable(),
      'On orders: reference of the first subscription.',
      '2TJ25TK632EG',
    ).optional(),
    offers: described(z.array(part), 'On a subscription by id: its offers and discounts.', []).optional(),
    schedule: described(z.array(part), 'On a subscription by id: its charges by date.', []).optional(),
    addOns: described(z.array(part), 'On a subscription by id: its add-ons.', []).optional(),
    pendingChanges: z.array(pendingChange).optional().meta({
      description: 'On a subscription by id: the changes that lie ahead, the next one first.',
    }),
  })
  .meta({ description: 'A stored object.' })

export type Envelope = z.output<typeof envelope>

export const objectPage = z.object({
  items: z.array(envelope).meta({ description: 'Newest first.' }),
  queryMore: described(
    z.string().nullable(),
    'Send it back as `queryMore` for the next page; null on the last.',
    'WyJvcmRlcnMi.c2lnbmF0dXJl',
  ),
})

export type ObjectPage = z.output<typeof objectPage>
