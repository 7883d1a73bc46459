import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { columnsOf } from '../database.ts'

/** A row as text, column by column; absent is null. */
export type Row = Readonly<Record<string, string | null>>

/** The rows of one whole order by table, in an order in which foreign keys hold. */
export type OrderRows = ReadonlyMap<string, readonly Row[]>

/** Where each table's rows of an order are found: $1 order, $2 owner, $3 basket. */
const finders: readonly (readonly [table: string, where: string])[] = [
  ['owners', 'id = $2'],
  ['baskets', 'id = $3'],
  ['links', 'basket_id = $3'],
  ['orders', 'id = $1'],
  ['process_events', 'order_id = $1'],
  ['customers', 'order_id = $1'],
  ['addresses', 'order_id = $1'],
  ['payment_methods', 'order_id = $1'],
  ['subscriptions', 'order_id = $1'],
  ['subscription_offers', 'order_id = $1'],
  ['schedules', 'order_id = $1'],
  ['user_entitlements', 'order_id = $1'],
  ['invoices', 'order_id = $1'],
  ['payments', 'order_id = $1'],
  ['events', 'order_id = $1 or subject_id in (select id from links where basket_id = $3)'],
  ['mails', `key = 'receipt/' || $1`],
]

/** Numbers of documents are given after the order is saved, once to each. */
const givenLater = ['serial', 'number']

/** Reads what a whole order left in the database, without the columns that the database fills by itself. */
export async function readOrderRows(pool: pg.Pool, orderId: string): Promise<OrderRows> {
  const found = await pool.query<{ owner: string; basket: string }>(
    'select owner_id as owner, checkout_id as basket from orders where id = $1',
    [orderId],
  )
  const [order] = found.rows
  if (order === undefined) throw new Error(`there is no order ${orderId}`)
  const rows = new Map<string, readonly Row[]>()
  for (const [table, where] of finders) {
    const written = (await columnsOf(pool, table)).filter((column) => !givenLater.includes(column))
    const columns = written.map((column) => `${column}::text`).join(', ')
    // Every finder is given all three, so that one list of values fits each.
    const given = 'with given as (select $1::text, $2::text, $3::text)'
    const text = `${given} select ${columns} from ${table} where ${where}`
    const answer = await pool.query<Row>(text, [orderId, order.owner, order.basket])
    if (answer.rows.length > 0) rows.set(table, answer.rows)
  }
  return rows
}

/** Makes the names of a copy out of the names of the order it is copied from. */
export type Renamer = (text: string) => (fresh: string) => string

const mark = '\u0000'
const nameColumns = [
  'id',
  'reference',
  'order_reference',
  'checkout_id',
  'external_id',
  'token_hash',
  'recovery_hash',
]

/**
 * Finds every name of the order in a text once, so that making a copy costs next to nothing. A copy's names are as long and as
 * random as real ones, so that its indexes are as much work.
 */
export function renamerFor(rows: OrderRows): Renamer {
  const names = new Set<string>()
  for (const row of [...rows.values()].flat())
    for (const column of nameColumns) {
      const name = row[column]
      if (typeof name === 'string') names.add(name)
    }
  const longestFirst = [...names].sort((a, b) => b.length - a.length)
  const any = new RegExp(longestFirst.map(escaped).join('|'), 'g')
  return (text) => {
    const parts = text.replace(any, markName).split(mark)
    return (fresh) => parts.join(fresh)
  }
}

/** Sixteen random hex digits. */
export function freshName(): string {
  return randomBytes(8).toString('hex')
}

/** The random part follows a dash, or `\x`, or is the whole name: its beginning is replaced. */
function markName(name: string): string {
  const prefix = /^(.*-(?=[0-9a-f]{12,}$)|\\x|bench )/.exec(name)?.[0] ?? ''
  return `${prefix}${mark}${name.slice(prefix.length + 16)}`
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
