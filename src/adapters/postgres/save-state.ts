import type { CustomerState } from '../../domain/customer-state.ts'
import type { Instant } from '../../domain/time.ts'
import { toRow } from './rows.ts'
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
      'id', 'owner_id', 'customer_id', 'order_id', 'type', 'gateway', 'gateway_reference', 'card', 'is_default',
    ],
  },
  subscriptions: {
    table: 'subscriptions',
    columns: [
      'id', 'reference', 'owner_id', 'customer_id', 'order_id', 'order_item_id', 'status', 'past_due', 'name',
      'quantity', 'currency', 'country', 'time_zone', 'start_at', 'start_on', 'term_start_on', 'term_end_on',
      'term', 'auto_renew', 'cancel_on', 'payment',
    ],
  },
  subscriptionOffers: {
    table: 'subscription_offers',
    columns: [
      'id', 'reference', 'owner_id', 'subscription_id', 'order_id', 'subtype', 'status', 'name', 'offer',
      'quantity', 'start_on', 'end_on', 'charges',
    ],
  },
  schedules: {
    table: 'schedules',
    columns: [
      'id', 'reference', 'owner_id', 'subscription_id', 'order_id', 'status', 'due_on', 'due_at', 'currency',
      'amount', 'tax', 'lines', 'invoice_id',
    ],
  },
  entitlements: {
    table: 'user_entitlements',
    columns: ['id', 'owner_id', 'subscription_id', 'order_id', 'status', 'name', 'product_path', 'start_on'],
  },
  invoices: {
    table: 'invoices',
    columns: [
      'id', 'reference', 'owner_id', 'customer_id', 'order_id', 'subscription_ids', 'status', 'issued_at',
      'issued_on', 'due_on', 'currency', 'subtotal', 'tax', 'total', 'balance', 'payment_type', 'lines', 'bill_to',
    ],
  },
  payments: {
    table: 'payments',
    columns: [
      'id', 'reference', 'owner_id', 'customer_id', 'order_id', 'invoice_id', 'payment_method_id', 'status',
      'gateway', 'gateway_reference', 'currency', 'amount', 'captured_at',
    ],
  },
} as const satisfies Record<keyof CustomerState, { table: string; columns: readonly string[] }>

const parts = Object.keys(tables) as (keyof CustomerState)[]

/** One statement for all tables: foreign keys are checked when the whole of it is done, so order does not matter. */
const statement = [
  'with rows as (select $1::jsonb as j)',
  ...parts.map((part) => `saved_${tables[part].table} as (${upsert(part)})`),
].join(',\n')

function upsert(part: keyof CustomerState): string {
  const { table, columns } = tables[part]
  const all = [...columns, 'created_at', 'updated_at'].join(', ')
  const changed = [...columns.slice(1), 'updated_at'].map((column) => `${column} = excluded.${column}`).join(', ')
  return `insert into ${table} (${all})
    select ${all} from jsonb_populate_recordset(null::${table}, (select j -> '${part}' from rows))
    on conflict (id) do update set ${changed}`
}

/** Writes every object of `after` that is not the very same object in `before`. It knows rows, not kinds of change. */
export async function saveState(
  sql: Sql,
  { before, after, at }: { before: CustomerState; after: CustomerState; at: Instant },
): Promise<void> {
  const rows = Object.fromEntries(parts.map((part) => [part, changedRows(before[part], after[part], at)]))
  await sql.run('orders.save-state', `${statement}\nselect 1`, [JSON.stringify(rows)])
}

function changedRows(before: readonly object[], after: readonly object[], at: Instant): object[] {
  const known = new Set(before)
  return after
    .filter((value) => !known.has(value))
    .map((value) => ({ ...toRow(value), created_at: at, updated_at: at }))
}
