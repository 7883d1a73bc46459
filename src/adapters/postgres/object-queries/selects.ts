import type { ObjectType } from '../../../ports/object-store.ts'

/** Instants inside JSON, as they are written everywhere else. */
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const attempts = `(
  select coalesce(jsonb_agg(jsonb_build_object(
    'n', a.n, 'state', a.state, 'amount', a.amount, 'currency', a.currency, 'type', a.type,
    'gateway', a.gateway, 'declineCode', a.decline_code, 'at', ${iso('a.updated_at')}
  ) order by a.n), '[]') from payment_attempts a where a.order_id = t.id) as attempts`

/** In the order of the items, as submit answers them. */
const subscriptionsOfOrder = `(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', s.id, 'reference', s.reference, 'orderItemId', s.order_item_id
  ) order by array_position(i.ids, s.order_item_id), s.id), '[]')
  from subscriptions s,
    (select array(select x ->> 'id' from jsonb_array_elements(t.request #> '{order,items}') x) as ids) i
  where s.order_id = t.id) as subscriptions`

/**
 * What the order invoices. Once its invoices are there they say it; until then its changeset does, which is large and
 * therefore not opened without need.
 */
const total = `coalesce(
  (select sum(i.total)::bigint from invoices i where i.order_id = t.id),
  case when t.changeset is not null then (
    select coalesce(sum(c::bigint), 0)::bigint
    from jsonb_path_query(t.changeset, '$.changes[*] ? (@.kind == "issue_invoice").invoice.total') c) end
  ) as total`

const currency = `coalesce(
  (select min(i.currency) from invoices i where i.order_id = t.id), t.changeset ->> 'currency') as currency`

const disputesOfPayment = `(
  select jsonb_agg(jsonb_build_object('id', d.id, 'status', d.status, 'amount', d.amount, 'currency', d.currency)
    order by d.created_at desc, d.id desc)
  from disputes d where d.payment_id = t.id) as disputes`

const trackingOfOrder = `(
  select o.request #> '{envelope,tracking}' from orders o where o.id = t.order_id) as tracking`

/**
 * The columns of each type that may be shown, of its table under the name `t`. Secrets (tokens, gateway references
 * of saved methods, hashes) are not among them.
 */
export const selects: Readonly<Record<ObjectType, { readonly columns: string; readonly table: string }>> = {
  orders: {
    table: 'orders',
    columns: `t.id, t.order_reference, t.order_type, t.status, t.owner_id, t.checkout_id, t.external_id, t.source,
      t.initiated_source, t.request, ${currency}, ${total}, t.failure, ${attempts}, ${subscriptionsOfOrder}, t.created_at, t.updated_at, t.completed_at`,
  },
  subscriptions: {
    table: 'subscriptions',
    columns: `t.id, t.reference, t.owner_id, t.customer_id, t.order_id, t.order_item_id, t.status, t.past_due, t.name,
      t.quantity, t.currency, t.country, t.time_zone, t.start_at, t.start_on, t.term_start_on, t.term_end_on, t.term,
      t.auto_renew, t.cancel_on, t.payment, t.created_at, t.updated_at, ${trackingOfOrder}`,
  },
  customers: {
    table: 'customers',
    columns: 't.id, t.reference, t.owner_id, t.order_id, t.details, t.created_at, t.updated_at',
  },
  subscription_offers: {
    table: 'subscription_offers',
    columns: `t.id, t.reference, t.owner_id, t.subscription_id, t.order_id, t.subtype, t.status, t.name, t.offer,
      t.quantity, t.start_on, t.end_on, t.charges, t.discount, t.replaces_id, t.created_at, t.updated_at,
      (select s.currency from subscriptions s where s.id = t.subscription_id) as currency`,
  },
  schedules: {
    table: 'schedules',
    columns: `t.id, t.reference, t.owner_id, t.subscription_id, t.order_id, t.status, t.due_on, t.due_at, t.currency,
      t.amount, t.tax, t.lines, t.invoice_id, t.created_at, t.updated_at`,
  },
  addresses: {
    table: 'addresses',
    columns: `t.id, t.owner_id, t.customer_id, t.order_id, t.relationship, t.address, t.created_at, t.updated_at`,
  },
  payment_methods: {
    // Deleted ones are kept for what they paid, and shown to nobody.
    table: '(select * from payment_methods where deleted_at is null)',
    columns: `t.id, t.owner_id, t.customer_id, t.order_id, t.type, t.gateway, t.card, t.is_default, t.created_at,
      t.updated_at`,
  },
  invoices: {
    table: 'invoices',
    columns: `t.id, t.reference, t.number, t.owner_id, t.customer_id, t.order_id, t.subscription_ids, t.status, t.issued_at,
      t.issued_on, t.due_on, t.overdue_at, t.currency, t.subtotal, t.tax, t.total, t.balance, t.payment_type, t.lines, t.bill_to,
      t.created_at, t.updated_at`,
  },
  payments: {
    table: 'payments',
    columns: `t.id, t.reference, t.owner_id, t.customer_id, t.order_id, t.invoice_id, t.payment_method_id, t.status,
      t.gateway, t.gateway_reference, t.currency, t.amount, t.captured_at, t.refunded, t.applications, ${disputesOfPayment}, t.created_at, t.updated_at`,
  },
  credit_memos: {
    table: 'credit_memos',
    columns: `t.id, t.reference, t.number, t.owner_id, t.customer_id, t.subscription_id, t.order_id, t.reason, t.issued_at,
      t.issued_on, t.currency, t.subtotal, t.tax, t.total, t.applications, t.refunded, t.remaining, t.lines, t.bill_to,
      t.created_at, t.updated_at`,
  },
  refunds: {
    table: 'refunds',
    columns: `t.id, t.reference, t.owner_id, t.customer_id, t.subscription_id, t.order_id, t.credit_memo_id,
      t.payment_id, t.status, t.gateway, t.gateway_reference, t.currency, t.amount, t.requested_at, t.created_at,
      t.updated_at`,
  },
  disputes: {
    table: 'disputes',
    columns: `t.id, t.gateway, t.gateway_reference, t.payment_id, t.owner_id, t.customer_id, t.order_id, t.status, t.currency,
      t.amount, t.reason, t.evidence_due_at, t.opened_at, t.closed_at, t.created_at, t.updated_at`,
  },
  gift_code: {
    table: 'gift_codes',
    columns: `t.id, t.owner_id, t.customer_id, t.subscription_id, t.order_id, t.status, t.name, t.secret_version,
      t.recipient, t.message, t.delivery, t.deliver_on, t.claim, t.created_at, t.updated_at`,
  },
  user_entitlements: {
    table: 'user_entitlements',
    columns: `t.id, t.owner_id, t.subscription_id, t.order_id, t.status, t.name, t.product_path, t.start_on,
      t.created_at, t.updated_at`,
  },
  promo_codes_v2: {
    table: 'living_promo_codes',
    columns: 't.id, t.code, t.name, t.active, t.data, t.available, t.used, t.created_at, t.updated_at',
  },
  identities: { table: 'owners', columns: 't.id, t.crm_account_id, t.time_zone, t.created_at' },
  events: {
    table: 'events',
    columns: 't.id, t.seq, t.type, t.owner_id, t.subject_id, t.order_id, t.data, t.created_at',
  },
  process: {
    table: 'process_events',
    columns: 't.id, t.order_id, t.owner_id, t.status, t.steps, t.created_at, t.updated_at',
  },
}

/** What one subscription read by its id carries beside its own columns. */
export const partsOfSubscription = {
  offers: `(
    select coalesce(jsonb_agg(
      to_jsonb(p) order by array_position(array['base', 'add_on', 'discount', 'charge'], p.subtype), p.created_at, p.id), '[]')
    from (select ${selects.subscription_offers.columns} from subscription_offers t where t.subscription_id = $1) p
  ) as offers`,
  schedules: `(
    select coalesce(jsonb_agg(to_jsonb(p) order by p.due_on, p.id), '[]')
    from (select ${selects.schedules.columns} from schedules t where t.subscription_id = $1) p
  ) as schedules`,
  pendingChanges: `(
    select coalesce(jsonb_agg(to_jsonb(p) order by p.effective_on, p.created_at, p.id), '[]')
    from pending_changes p where p.subscription_id = $1 and p.status = 'pending'
  ) as pending_changes`,
} as const
