import type { FilterName, ObjectType } from '../../../ports/object-store.ts'

/** The condition of one filter; `$` stands where the parameter's number goes. */
type Conditions = Readonly<Partial<Record<FilterName, string>>>

const ofCrmAccount = 't.owner_id in (select o.id from owners o where o.crm_account_id = $)'
const ofOwner = 't.owner_id = $'
const ofOrder = 't.order_id = $'
const ofSubscription = 't.subscription_id = $'
const inStatus = 't.status = $'

export const conditions: Readonly<Record<ObjectType, Conditions>> = {
  orders: {
    externalId: 't.external_id = $',
    reference: 't.order_reference = $',
    crmAccountId: ofCrmAccount,
    email: "lower(t.request #>> '{order,customer,email}') = lower($)",
    status: inStatus,
    ownerId: ofOwner,
    checkoutId: 't.checkout_id = $',
    orderType: 't.order_type = $',
  },
  subscriptions: {
    reference: 't.reference = $',
    crmAccountId: ofCrmAccount,
    // The owner leads to the subscriptions through an index; the customer says which of them.
    email: `(t.owner_id, t.customer_id) in (
      select c.owner_id, c.id from customers c where lower(c.details ->> 'email') = lower($))`,
    status: inStatus,
    ownerId: ofOwner,
    orderId: ofOrder,
  },
  customers: {
    email: "lower(t.details ->> 'email') = lower($)",
    reference: 't.reference = $',
    ownerId: ofOwner,
    orderId: ofOrder,
  },
  subscription_offers: {
    ownerId: ofOwner,
    subscriptionId: ofSubscription,
    orderId: ofOrder,
    status: inStatus,
  },
  schedules: {
    ownerId: 't.subscription_id in (select s.id from subscriptions s where s.owner_id = $)',
    subscriptionId: ofSubscription,
    orderId: 't.subscription_id in (select s.id from subscriptions s where s.order_id = $)',
    status: inStatus,
  },
  addresses: { ownerId: ofOwner, orderId: ofOrder },
  payment_methods: { ownerId: ofOwner, orderId: ofOrder },
  invoices: {
    reference: 't.reference = $',
    number: 't.number = $',
    ownerId: ofOwner,
    subscriptionId: 't.subscription_ids @> array[$::text]',
    orderId: ofOrder,
    status: inStatus,
  },
  payments: {
    reference: 't.reference = $',
    ownerId: ofOwner,
    subscriptionId:
      't.invoice_id in (select i.id from invoices i where i.subscription_ids @> array[$::text])',
    orderId: ofOrder,
  },
  credit_memos: {
    reference: 't.reference = $',
    number: 't.number = $',
    ownerId: ofOwner,
    subscriptionId: ofSubscription,
    orderId: ofOrder,
  },
  refunds: {
    reference: 't.reference = $',
    ownerId: ofOwner,
    subscriptionId: ofSubscription,
    orderId: ofOrder,
    status: inStatus,
  },
  disputes: { ownerId: ofOwner, orderId: ofOrder, status: inStatus },
  gift_code: {
    ownerId: ofOwner,
    subscriptionId: ofSubscription,
    orderId: ofOrder,
    status: inStatus,
  },
  user_entitlements: {
    ownerId: ofOwner,
    subscriptionId: ofSubscription,
    orderId: ofOrder,
    status: inStatus,
  },
  promo_codes_v2: { reference: 't.code = upper($)' },
  identities: { crmAccountId: 't.crm_account_id = $' },
  events: {
    orderId: ofOrder,
    ownerId: ofOwner,
    eventType: 't.type = $',
    subjectId: 't.subject_id = $',
    afterSeq: 't.seq > $::bigint',
  },
  process: { orderId: ofOrder, ownerId: ofOwner, status: inStatus },
}
