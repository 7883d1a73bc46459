import type { ObjectType } from '../../../ports/object-store.ts'

/** For one type: which rows `t` of another type belong to the object `self`. */
type Relations = Readonly<Partial<Record<ObjectType, string>>>

const ofOwner = (self: string): Relations => ({
  orders: `t.owner_id = ${self}`,
  subscriptions: `t.owner_id = ${self}`,
  subscription_offers: `t.owner_id = ${self}`,
  schedules: `t.subscription_id in (select s.id from subscriptions s where s.owner_id = ${self})`,
  addresses: `t.owner_id = ${self}`,
  payment_methods: `t.owner_id = ${self}`,
  invoices: `t.owner_id = ${self}`,
  payments: `t.owner_id = ${self}`,
  credit_memos: `t.owner_id = ${self}`,
  refunds: `t.owner_id = ${self}`,
  disputes: `t.owner_id = ${self}`,
  gift_code: `t.owner_id = ${self}`,
  user_entitlements: `t.owner_id = ${self}`,
  events: `t.owner_id = ${self}`,
})

const owner: Relations = { identities: 't.id = self.owner_id' }
const order: Relations = { orders: 't.id = self.order_id' }
const customer: Relations = { customers: 't.id = self.customer_id' }
const subscription: Relations = { subscriptions: 't.id = self.subscription_id' }
const customerOfSubscription: Relations = {
  customers: 't.id = (select s.customer_id from subscriptions s where s.id = self.subscription_id)',
}
/** Credit memos of the owner that give back something of the invoice, or pay something of it. */
const correctingOrPaying = `t.owner_id = self.owner_id and (
  t.lines @> jsonb_build_array(jsonb_build_object('invoiceId', self.id::text))
  or t.applications @> jsonb_build_array(jsonb_build_object('invoiceId', self.id::text)))`

/** One payment may pay several invoices; the first of them stands in its own column. */
const payingIt = `(t.invoice_id = self.id
  or t.applications @> jsonb_build_array(jsonb_build_object('invoiceId', self.id::text)))`

const ownEvents: Relations = { events: 't.subject_id = self.id' }

export const relations: Readonly<Record<ObjectType, Relations>> = {
  orders: {
    ...owner,
    customers: `t.id in (
      select c.id from customers c where c.order_id = self.id
      union select s.customer_id from subscriptions s where s.order_id = self.id
      union select i.customer_id from invoices i where i.order_id = self.id)`,
    // What it made, or what it is about.
    subscriptions: '(t.order_id = self.id or t.id = self.subscription_id)',
    subscription_offers: 't.order_id = self.id',
    schedules: 't.subscription_id in (select s.id from subscriptions s where s.order_id = self.id)',
    addresses: 't.order_id = self.id',
    payment_methods: 't.order_id = self.id',
    invoices: 't.order_id = self.id',
    payments: 't.order_id = self.id',
    credit_memos: 't.order_id = self.id',
    refunds: 't.order_id = self.id',
    disputes: 't.order_id = self.id',
    // What it bought, claimed or paid back.
    gift_code: `t.id in (
      select g.id from gift_codes g where g.order_id = self.id
      union select e.subject_id from events e where e.order_id = self.id and e.type in ('gift.claimed', 'gift.refunded'))`,
    user_entitlements: 't.order_id = self.id',
    events: 't.order_id = self.id',
    process: 't.order_id = self.id',
  },
  subscriptions: {
    ...owner,
    ...order,
    ...customer,
    subscription_offers: 't.subscription_id = self.id',
    schedules: 't.subscription_id = self.id',
    user_entitlements: 't.subscription_id = self.id',
    addresses: 't.owner_id = self.owner_id and t.customer_id = self.customer_id',
    payment_methods: 't.owner_id = self.owner_id and t.customer_id = self.customer_id',
    invoices: 't.subscription_ids @> array[self.id]',
    payments: 't.invoice_id in (select i.id from invoices i where i.subscription_ids @> array[self.id])',
    credit_memos: 't.subscription_id = self.id',
    refunds: 't.subscription_id = self.id',
    gift_code: 't.subscription_id = self.id',
    events: `t.id in (
      select e.id from events e where e.subject_id = self.id
      union select e.id from events e where e.order_id = self.order_id)`,
  },
  customers: { ...ofOwner('self.owner_id'), ...owner },
  identities: { ...ofOwner('self.id'), customers: 't.owner_id = self.id' },
  subscription_offers: { ...owner, ...order, ...subscription, ...customerOfSubscription },
  user_entitlements: { ...owner, ...order, ...subscription, ...customerOfSubscription },
  schedules: {
    ...owner,
    ...order,
    ...subscription,
    ...customerOfSubscription,
    invoices: 't.id = self.invoice_id',
  },
  addresses: { ...owner, ...order, ...customer },
  payment_methods: {
    ...owner,
    ...order,
    ...customer,
    payments: 't.owner_id = self.owner_id and t.payment_method_id = self.id',
  },
  invoices: {
    ...owner,
    ...order,
    ...customer,
    ...ownEvents,
    subscriptions: 't.id = any(self.subscription_ids::text[])',
    schedules: 't.subscription_id = any(self.subscription_ids::text[]) and t.invoice_id = self.id',
    payments: payingIt,
    credit_memos: correctingOrPaying,
    refunds: 't.payment_id in (select p.id from payments p where p.invoice_id = self.id)',
  },
  payments: {
    ...owner,
    ...order,
    ...customer,
    ...ownEvents,
    invoices: `t.owner_id = self.owner_id and (t.id = self.invoice_id or t.id in (
      select a ->> 'invoiceId' from jsonb_array_elements(self.applications) a))`,
    payment_methods: 't.id = self.payment_method_id',
    subscriptions:
      't.id = any((select i.subscription_ids from invoices i where i.id = self.invoice_id)::text[])',
    refunds: 't.owner_id = self.owner_id and t.payment_id = self.id',
    disputes: 't.payment_id = self.id',
  },
  credit_memos: {
    ...owner,
    ...order,
    ...customer,
    ...ownEvents,
    ...subscription,
    invoices: `t.id in (
      select line ->> 'invoiceId' from jsonb_array_elements(self.lines) line
      union select application ->> 'invoiceId' from jsonb_array_elements(self.applications) application)`,
    refunds: 't.owner_id = self.owner_id and t.credit_memo_id = self.id',
  },
  refunds: {
    ...owner,
    ...order,
    ...customer,
    ...ownEvents,
    ...subscription,
    credit_memos: 't.id = self.credit_memo_id',
    payments: 't.id = self.payment_id',
    invoices: 't.id = (select p.invoice_id from payments p where p.id = self.payment_id)',
  },
  disputes: {
    ...owner,
    ...order,
    ...customer,
    payments: 't.id = self.payment_id',
    events: `t.subject_id = self.payment_id and t.type like 'payment.dispute%'`,
  },
  promo_codes_v2: {
    orders: 't.id in (select u.order_id from promo_code_uses u where u.promo_number = self.number)',
    ...ownEvents,
  },
  gift_code: { ...owner, ...order, ...customer, ...ownEvents, ...subscription },
  events: {
    ...owner,
    ...order,
    gift_code: 't.id = self.subject_id',
    subscriptions: 't.id = self.subject_id',
    invoices: 't.id = self.subject_id',
    payments: 't.id = self.subject_id',
    credit_memos: 't.id = self.subject_id',
    refunds: 't.id = self.subject_id',
  },
  process: { ...owner, ...order, events: 't.order_id = self.order_id' },
}
