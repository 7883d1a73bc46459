import type { CustomerState } from '../../domain/customer-state.ts'
import type { Gift } from '../../domain/gift.ts'
import type { CreditMemo, Invoice, Payment, PaymentMethod, Refund } from '../../domain/invoice.ts'
import type { Customer, StoredAddress } from '../../domain/party.ts'
import type {
  Entitlement,
  PendingChange,
  Schedule,
  Subscription,
  SubscriptionOffer,
} from '../../domain/subscription.ts'
import type { Instant } from '../../domain/time.ts'
import { giftColumns } from './gift-store.ts'
import { fromJsonRow, toRow } from './rows.ts'
import type { Sql } from './sql.ts'

/** Which part of a customer's state lives in which table, with its columns; the two timestamps are added. */
const tables = {
  customers: { table: 'customers', columns: ['id', 'reference', 'owner_id', 'order_id', 'details'] },
  addresses: {
    table: 'addresses',
    columns: ['id', 'owner_id', 'customer_id', 'order_id', 'relationship', 'address'],
  },
  paymentMethods: {
    table: 'payment_methods',
    columns: [
      'id',
      'owner_id',
      'customer_id',
      'order_id',
      'type',
      'gateway',
      'gateway_reference',
      'card',
      'is_default',
      'deleted_at',
    ],
  },
  subscriptions: {
    table: 'subscriptions',
    columns: [
      'id',
      'reference',
      'owner_id',
      'customer_id',
      'order_id',
      'order_item_id',
      'status',
      'past_due',
      'name',
      'quantity',
      'currency',
      'country',
      'time_zone',
      'start_at',
      'start_on',
      'term_start_on',
      'term_end_on',
      'term_cycle',
      'term',
      'renewal_term',
      'auto_renew',
      'dunning',
      'cancel_on',
      'payment',
    ],
  },
  subscriptionOffers: {
    table: 'subscription_offers',
    columns: [
      'id',
      'reference',
      'owner_id',
      'subscription_id',
      'order_id',
      'subtype',
      'status',
      'name',
      'offer',
      'quantity',
      'start_on',
      'end_on',
      'charges',
      'discount',
      'replaces_id',
    ],
  },
  schedules: {
    table: 'schedules',
    columns: [
      'id',
      'reference',
      'owner_id',
      'subscription_id',
      'order_id',
      'status',
      'due_on',
      'due_at',
      'currency',
      'amount',
      'tax',
      'lines',
      'invoice_id',
    ],
  },
  entitlements: {
    table: 'user_entitlements',
    columns: [
      'id',
      'owner_id',
      'subscription_id',
      'order_id',
      'status',
      'name',
      'product_path',
      'start_on',
      'subscription_offer_id',
    ],
  },
  invoices: {
    table: 'invoices',
    columns: [
      'id',
      'reference',
      'owner_id',
      'customer_id',
      'order_id',
      'subscription_ids',
      'status',
      'issued_at',
      'issued_on',
      'due_on',
      'currency',
      'subtotal',
      'tax',
      'total',
      'balance',
      'payment_type',
      'lines',
      'bill_to',
    ],
  },
  payments: {
    table: 'payments',
    columns: [
      'id',
      'reference',
      'owner_id',
      'customer_id',
      'order_id',
      'invoice_id',
      'payment_method_id',
      'status',
      'gateway',
      'gateway_reference',
      'elsewhere',
      'currency',
      'amount',
      'captured_at',
      'refunded',
      'applications',
    ],
  },
  pendingChanges: {
    table: 'pending_changes',
    columns: [
      'id',
      'owner_id',
      'subscription_id',
      'order_id',
      'kind',
      'status',
      'effective_on',
      'effective_at',
      'summary',
      'ends',
      'starts',
      'becomes',
      'automatic',
      'settle',
    ],
  },
  creditMemos: {
    table: 'credit_memos',
    columns: [
      'id',
      'reference',
      'owner_id',
      'customer_id',
      'subscription_id',
      'order_id',
      'reason',
      'issued_at',
      'issued_on',
      'currency',
      'subtotal',
      'tax',
      'total',
      'applications',
      'refunded',
      'remaining',
      'lines',
      'bill_to',
    ],
  },
  refunds: {
    table: 'refunds',
    columns: [
      'id',
      'reference',
      'owner_id',
      'customer_id',
      'subscription_id',
      'order_id',
      'credit_memo_id',
      'payment_id',
      'status',
      'gateway',
      'gateway_reference',
      'currency',
      'amount',
      'requested_at',
    ],
  },
  gifts: { table: 'gift_codes', columns: giftColumns },
} as const satisfies Record<keyof CustomerState, { table: string; columns: readonly string[] }>

const parts = Object.keys(tables) as (keyof CustomerState)[]

/** The parts of one statement that saves a state from the member `state` of the JSON in the CTE `given`. */
export const stateParts: readonly string[] = parts.map(
  (part) => `saved_${tables[part].table} as (${upsert(part)})`,
)

function upsert(part: keyof CustomerState): string {
  const { table, columns } = tables[part]
  const all = [...columns, 'created_at', 'updated_at'].join(', ')
  const changed = [...columns.slice(1), 'updated_at']
    .map((column) => `${column} = excluded.${column}`)
    .join(', ')
  return `insert into ${table} (${all})
    select ${all} from jsonb_populate_recordset(null::${table}, (select j -> 'state' -> '${part}' from given))
    on conflict (id) do update set ${changed}`
}

/** One statement for all tables: foreign keys are checked when the whole of it is done, so order does not matter. */
const statement = `with given as (select $1::jsonb as j),\n${stateParts.join(',\n')}\nselect 1`

export async function saveState(sql: Sql, change: StateChange): Promise<void> {
  await sql.run('orders.save-state', statement, [JSON.stringify({ state: changedRows(change) })])
}

export interface StateChange {
  readonly before: CustomerState
  readonly after: CustomerState
  /** Business instant; becomes `created_at` of new rows and `updated_at` of all. */
  readonly at: Instant
}

/** Every object of `after` that is not the very same object in `before`, as rows. It knows rows, not kinds of change. */
export function changedRows({ before, after, at }: StateChange): Record<string, object[]> {
  return Object.fromEntries(
    parts.map((part) => {
      const known = new Set<object>(before[part])
      const changed = after[part].filter((value) => !known.has(value))
      return [part, changed.map((value) => ({ ...toRow(value), created_at: at, updated_at: at }))]
    }),
  )
}

/** The rows of one order, table by table, as the state they make up. */
export async function loadMade(sql: Sql, orderId: string): Promise<CustomerState> {
  const row = await sql.row<{ state: Record<keyof CustomerState, object[]> }>(
    'orders.load-made',
    madeStatement,
    [orderId],
  )
  const state = row?.state
  return {
    customers: (state?.customers ?? []).map(fromJsonRow<Customer>),
    addresses: (state?.addresses ?? []).map(fromJsonRow<StoredAddress>),
    paymentMethods: (state?.paymentMethods ?? []).map(fromJsonRow<PaymentMethod>),
    subscriptions: (state?.subscriptions ?? []).map(fromJsonRow<Subscription>),
    subscriptionOffers: (state?.subscriptionOffers ?? []).map(fromJsonRow<SubscriptionOffer>),
    schedules: (state?.schedules ?? []).map(fromJsonRow<Schedule>),
    entitlements: (state?.entitlements ?? []).map(fromJsonRow<Entitlement>),
    invoices: (state?.invoices ?? []).map(fromJsonRow<Invoice>),
    payments: (state?.payments ?? []).map(fromJsonRow<Payment>),
    pendingChanges: (state?.pendingChanges ?? []).map(fromJsonRow<PendingChange>),
    creditMemos: (state?.creditMemos ?? []).map(fromJsonRow<CreditMemo>),
    refunds: (state?.refunds ?? []).map(fromJsonRow<Refund>),
    gifts: (state?.gifts ?? []).map(fromJsonRow<Gift>),
  }
}

/** Entries are found through their subscription. */
function madeBy(part: keyof CustomerState): string {
  return part === 'schedules'
    ? 'subscription_id in (select id from subscriptions where order_id = $1)'
    : 'order_id = $1'
}

const madeStatement = `select jsonb_build_object(${parts
  .map((part) => {
    const { table, columns } = tables[part]
    return `'${part}', (select coalesce(jsonb_agg(to_jsonb(t) order by t.id), '[]')
      from (select ${columns.join(', ')} from ${table} where ${madeBy(part)}) t)`
  })
  .join(', ')}) as state`
