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

export interface DueStateRow {
  readonly id: string
  readonly state: Readonly<Record<Part, object[] | null>>
}

/** As text, not `jsonb`: it is built for the way out alone. */
export const rowsOf = (table: string, where: string) =>
  `(select json_agg(t order by t.id) from ${table} t where ${where})`

/** The parts of the state of subscription `s`, as members of a JSON object: which schedule entries (a condition), which invoices (an array). */
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
    'invoices', ${invoices},
    'creditMemos', ${rowsOf('credit_memos', 't.owner_id = s.owner_id and t.currency = s.currency and t.remaining > 0')},
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

/** $1 ids of subscriptions. What falls due on one reads its people and its charges, and may change what is pending of it. */
export const dueStateSql = `
  select s.id, json_build_object(${dueParts({
    entries: `t.subscription_id = s.id and t.status = 'pending'`,
    invoices: cutShort,
  })}) as state
  from subscriptions s where s.id = any($1::text[]) order by array_position($1::text[], s.id)`

export function toState({ state }: DueStateRow): Pick<CustomerState, Part> {
  return {
    customers: (state.customers ?? []).map(fromStateRow<Customer>),
    addresses: (state.addresses ?? []).map(fromStateRow<StoredAddress>),
    subscriptions: (state.subscriptions ?? []).map(fromStateRow<Subscription>),
    subscriptionOffers: (state.subscriptionOffers ?? []).map(fromStateRow<SubscriptionOffer>),
    pendingChanges: (state.pendingChanges ?? []).map(fromStateRow<PendingChange>),
    invoices: (state.invoices ?? []).map(fromStateRow<Invoice>),
    creditMemos: (state.creditMemos ?? []).map(fromStateRow<CreditMemo>),
    schedules: (state.schedules ?? []).map(fromStateRow<Schedule>),
    entitlements: (state.entitlements ?? []).map(fromStateRow<Entitlement>),
  }
}
