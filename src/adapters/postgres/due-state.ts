import type { CustomerState } from '../../domain/customer-state.ts'
import type { Customer, StoredAddress } from '../../domain/party.ts'
import type { Entitlement, Schedule, Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import { fromJsonRow } from './rows.ts'

type Part = 'customers' | 'addresses' | 'subscriptions' | 'subscriptionOffers' | 'schedules' | 'entitlements'

export interface DueStateRow {
  readonly id: string
  readonly state: Readonly<Record<Part, object[] | null>>
}

const rowsOf = (table: string, where: string) =>
  `(select jsonb_agg(to_jsonb(t) - 'created_at' - 'updated_at' order by t.id) from ${table} t where ${where})`

/** The parts of the state of subscription `s`, as members of a JSON object; `entries` says which schedule entries. */
export function dueParts(entries: string): string {
  return `
    'customers', ${rowsOf('customers', 't.id = s.customer_id')},
    'addresses', ${rowsOf('addresses', 't.customer_id = s.customer_id')},
    'subscriptions', ${rowsOf('subscriptions', 't.id = s.id')},
    'subscriptionOffers', ${rowsOf('subscription_offers', 't.subscription_id = s.id')},
    'schedules', ${rowsOf('schedules', entries)},
    'entitlements', ${rowsOf('user_entitlements', 't.subscription_id = s.id')}`
}

/** $1 ids of subscriptions. What falls due on one reads its people and its charges, and may change what is pending of it. */
export const dueStateSql = `
  select s.id, jsonb_build_object(${dueParts(`t.subscription_id = s.id and t.status = 'pending'`)}) as state
  from subscriptions s where s.id = any($1::text[]) order by array_position($1::text[], s.id)`

export function toState({ state }: DueStateRow): Pick<CustomerState, Part> {
  return {
    customers: (state.customers ?? []).map(fromJsonRow<Customer>),
    addresses: (state.addresses ?? []).map(fromJsonRow<StoredAddress>),
    subscriptions: (state.subscriptions ?? []).map(fromJsonRow<Subscription>),
    subscriptionOffers: (state.subscriptionOffers ?? []).map(fromJsonRow<SubscriptionOffer>),
    schedules: (state.schedules ?? []).map(fromJsonRow<Schedule>),
    entitlements: (state.entitlements ?? []).map(fromJsonRow<Entitlement>),
  }
}
