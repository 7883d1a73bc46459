import type { CustomerState } from '../../domain/customer-state.ts'
import type { CreditMemo, Invoice } from '../../domain/invoice.ts'
import type { Customer, StoredAddress } from '../../domain/party.ts'
import type {
  Entitlement,
  PendingChange,
  Schedule,
  Subscription,
  SubscriptionOffer,
} from '../../domain/subscription.ts'
import { fromJsonRow } from './rows.ts'

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

export interface DueStateRow {
  readonly id: string
  readonly state: Readonly<Record<Part, object[] | null>>
}

export const rowsOf = (table: string, where: string) =>
  `(select jsonb_agg(to_jsonb(t) - 'created_at' - 'updated_at' order by t.id) from ${table} t where ${where})`

/** The parts of the state of subscription `s`, as members of a JSON object: which schedule entries, which invoices. */
export function dueParts({
  entries,
  invoices,
}: {
  readonly entries: string
  readonly invoices: string
}): string {
  return `
    'customers', ${rowsOf('customers', 't.id = s.customer_id')},
    'addresses', ${rowsOf('addresses', 't.customer_id = s.customer_id')},
    'subscriptions', ${rowsOf('subscriptions', 't.id = s.id')},
    'subscriptionOffers', ${rowsOf('subscription_offers', 't.subscription_id = s.id')},
    'pendingChanges', ${rowsOf('pending_changes', `t.subscription_id = s.id and t.status = 'pending'`)},
    'invoices', ${rowsOf('invoices', invoices)},
    'creditMemos', ${rowsOf('credit_memos', 't.owner_id = s.owner_id and t.currency = s.currency and t.remaining > 0')},
    'schedules', ${rowsOf('schedules', entries)},
    'entitlements', ${rowsOf('user_entitlements', 't.subscription_id = s.id')}`
}

/** Where a change's day has come, the invoices whose days it may cut short. */
const changing = `t.subscription_ids @> array[s.id] and exists (
  select 1 from pending_changes c, jsonb_array_elements(t.lines) line
  where c.subscription_id = s.id and c.status = 'pending' and line ->> 'serviceEndOn' >= c.effective_on::text)`

/** $1 ids of subscriptions. What falls due on one reads its people and its charges, and may change what is pending of it. */
export const dueStateSql = `
  select s.id, jsonb_build_object(${dueParts({
    entries: `t.subscription_id = s.id and t.status = 'pending'`,
    invoices: changing,
  })}) as state
  from subscriptions s where s.id = any($1::text[]) order by array_position($1::text[], s.id)`

export function toState({ state }: DueStateRow): Pick<CustomerState, Part> {
  return {
    customers: (state.customers ?? []).map(fromJsonRow<Customer>),
    addresses: (state.addresses ?? []).map(fromJsonRow<StoredAddress>),
    subscriptions: (state.subscriptions ?? []).map(fromJsonRow<Subscription>),
    subscriptionOffers: (state.subscriptionOffers ?? []).map(fromJsonRow<SubscriptionOffer>),
    pendingChanges: (state.pendingChanges ?? []).map(fromJsonRow<PendingChange>),
    invoices: (state.invoices ?? []).map(fromJsonRow<Invoice>),
    creditMemos: (state.creditMemos ?? []).map(fromJsonRow<CreditMemo>),
    schedules: (state.schedules ?? []).map(fromJsonRow<Schedule>),
    entitlements: (state.entitlements ?? []).map(fromJsonRow<Entitlement>),
  }
}
