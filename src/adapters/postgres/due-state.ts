import type { CustomerState } from '../../domain/customer-state.ts'
import type { CreditMemo, Invoice, Payment } from '../../domain/invoice.ts'
import type { Customer, StoredAddress } from '../../domain/party.ts'
import type {
  Entitlement,
  PendingChange,
  Schedule,
  Subscription,
  SubscriptionOffer,
} from '../../domain/subscription.ts'
import { isBusy, isPromised } from './busy.ts'
import { fromStateRow } from './rows.ts'

type Part =
  | 'customers'
  | 'addresses'
  | 'subscriptions'
  | 'subscriptionOffers'
  | 'pendingChanges'
  | 'schedules'
  | 'entitlements'
  | 'invoices'
  | 'creditMemos'
  | 'payments'

export interface DueStateRow {
  readonly id: string
  readonly state: Readonly<Record<Part, object[] | null>>
}

/** As text, not `jsonb`: it is built for the way out alone. */
export const rowsOf = (table: string, where: string) =>
  `(select json_agg(t order by t.id) from ${table} t where ${where})`

/** Which rows of a subscription `s` are wanted: a condition on `t`, and arrays. */
export interface WhichRows {
  readonly entries: string
  readonly invoices: string
  readonly payments: string
}

/** So many credit memos of an owner are looked at for balance, the oldest first. */
const mostMemos = 50

/** What may pay for subscription `s`: of the owner's credit what no order on another subscription is about to use. */
const balance = `(select json_agg(t order by t.id) from (
  select * from credit_memos m where m.owner_id = s.owner_id and m.currency = s.currency and m.remaining > 0
    and not ${isPromised('m', 'o.subscription_id <> s.id')}
  order by m.issued_at, m.id limit ${mostMemos}) t)`

/** The parts of the state of subscription `s`, as members of a JSON object. */
export function dueParts({ entries, invoices, payments }: WhichRows): string {
  return `
    'customers', ${rowsOf('customers', 't.id = s.customer_id')},
    'addresses', ${rowsOf('addresses', 't.customer_id = s.customer_id')},
    'subscriptions', ${rowsOf('subscriptions', 't.id = s.id')},
    'subscriptionOffers', ${rowsOf('subscription_offers', 't.subscription_id = s.id')},
    'pendingChanges', ${rowsOf('pending_changes', `t.subscription_id = s.id and t.status = 'pending'`)},
    'invoices', ${invoices},
    'creditMemos', ${balance},
    'payments', ${payments},
    'schedules', ${rowsOf('schedules', entries)},
    'entitlements', ${rowsOf('user_entitlements', 't.subscription_id = s.id')}`
}

const changing = `select 1 from pending_changes c where c.subscription_id = s.id and c.status = 'pending'`

/** Where a change waits, the invoices whose days it may cut short; elsewhere they are not even looked for. */
const cutShort = `case when exists (${changing}) then ${rowsOf(
  'invoices',
  `t.subscription_ids @> array[s.id] and exists (${changing} and exists (
     select 1 from jsonb_array_elements(t.lines) line where line ->> 'serviceEndOn' >= c.effective_on::text))`,
)} end`

/** Payments of the invoices of subscription `s`, as far as they did not go back and are not disputed. */
export const refundable = `t.amount > coalesce(t.refunded, 0) + coalesce(t.disputed, 0) and t.id in (
  select p.id from invoices i join payments p on p.invoice_id = i.id where i.subscription_ids @> array[s.id]
  union all
  select p.id from invoices i join payments p
    on p.applications @> jsonb_build_array(jsonb_build_object('invoiceId', i.id))
    where i.subscription_ids @> array[s.id])`

/** Where money may go back, what paid. */
const payingBack = `case when exists (${changing} and c.settle = 'refund') then ${rowsOf('payments', refundable)} end`

/** $1 ids of subscriptions. What falls due on one reads its people and its charges, and may change what is pending of it. */
export const dueStateSql = `
  select s.id, json_build_object(${dueParts({
    entries: `t.subscription_id = s.id and t.status = 'pending'`,
    invoices: cutShort,
    payments: payingBack,
  })}) as state
  from subscriptions s where s.id = any($1::text[]) and not ${isBusy('s')} order by array_position($1::text[], s.id)`

export function toState({ state }: DueStateRow): Pick<CustomerState, Part> {
  return {
    customers: (state.customers ?? []).map(fromStateRow<Customer>),
    addresses: (state.addresses ?? []).map(fromStateRow<StoredAddress>),
    subscriptions: (state.subscriptions ?? []).map(fromStateRow<Subscription>),
    subscriptionOffers: (state.subscriptionOffers ?? []).map(fromStateRow<SubscriptionOffer>),
    pendingChanges: (state.pendingChanges ?? []).map(fromStateRow<PendingChange>),
    invoices: (state.invoices ?? []).map(fromStateRow<Invoice>),
    creditMemos: (state.creditMemos ?? []).map(fromStateRow<CreditMemo>),
    payments: (state.payments ?? []).map(fromStateRow<Payment>),
    schedules: (state.schedules ?? []).map(fromStateRow<Schedule>),
    entitlements: (state.entitlements ?? []).map(fromStateRow<Entitlement>),
  }
}
