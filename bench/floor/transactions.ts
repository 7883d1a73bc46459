import type { OrderRows, Renamer, Row } from './template.ts'

/** One prepared statement of the floor; its values are made anew for each copy. */
export interface Step {
  readonly name: string
  readonly text: string
  readonly values: readonly ((fresh: string) => string | null)[]
}

export type Transaction = readonly Step[]

/** What an order holds before anything comes of it; leased for ever, else the server, which runs beside, would complete it. */
const accepted: Row = { status: 'submitted', changeset: null, completed_at: null, lease_until: 'infinity' }
/** Else the server, which runs beside, would send the floor's mails. */
const sent: Row = { sent_at: 'now' }
const firstTables = ['owners', 'orders', 'process_events']
const linkTables = ['owners', 'baskets', 'links']

/** The transactions in which the server makes a link. */
export function linkTransactions(rows: OrderRows, rename: Renamer): readonly Transaction[] {
  const make = stepsFor(rows, rename)
  return [[...make.inserts(linkTables), ...make.events('checkout_link.created')]]
}

/** The transactions in which it opens one. */
function openTransactions(rows: OrderRows, rename: Renamer): readonly Transaction[] {
  const make = stepsFor(rows, rename)
  return [
    [
      ...make.updates('links', ['state', 'opens', 'opened_at', 'updated_at']),
      ...make.events('checkout_link.opened'),
    ],
  ]
}

/** The transactions in which it takes and completes an order by invoice, with the job that is queued beside. */
export function orderTransactions(rows: OrderRows, rename: Renamer): readonly Transaction[] {
  const make = stepsFor(rows, rename)
  const linked = rows.has('links')
  const before = linked ? [...linkTransactions(rows, rename), ...openTransactions(rows, rename)] : []
  const first = linked ? firstTables.slice(1) : firstTables
  const later = [...rows.keys()].filter((table) => ![...linkTables, ...firstTables, 'events'].includes(table))
  const moveLink = make.updates('links', ['state', 'updated_at'])
  const accept = [
    ...make.inserts(first, { orders: accepted }),
    ...make.events('order.submitted'),
    ...moveLink,
  ]
  const complete = [
    ...make.updates('orders', ['status', 'fingerprint', 'changeset', 'updated_at', 'completed_at']),
    ...make.updates('process_events', ['status', 'steps', 'updated_at']),
    ...make.inserts(later, { mails: sent }),
    ...make.eventsExcept(['checkout_link.created', 'checkout_link.opened', 'order.submitted']),
    ...moveLink,
  ]
  return [...before, accept, complete]
}

function stepsFor(rows: OrderRows, rename: Renamer) {
  const of = (table: string) => rows.get(table) ?? []
  const insertEvents = (wanted: (type: string) => boolean) =>
    of('events')
      .filter((row) => wanted(row.type ?? ''))
      .map((row) => insertStep('events', row, rename))
  return {
    /** What a table's rows hold otherwise at first stands in `at`. */
    inserts: (tables: readonly string[], at: Readonly<Record<string, Row>> = {}) =>
      tables.flatMap((table) => of(table).map((row) => insertStep(table, { ...row, ...at[table] }, rename))),
    events: (type: string) => insertEvents((each) => each === type),
    eventsExcept: (types: readonly string[]) => insertEvents((each) => !types.includes(each)),
    updates: (table: string, columns: readonly string[]) =>
      of(table).map((row) => updateStep(table, row, { columns, rename })),
  }
}

function insertStep(table: string, row: Row, rename: Renamer): Step {
  const columns = Object.keys(row)
  const places = columns.map((_, index) => `$${index + 1}`).join(', ')
  return {
    name: `floor.insert-${table}`,
    text: `insert into ${table} (${columns.join(', ')}) values (${places})`,
    values: columns.map((column) => makerOf(row, column, rename)),
  }
}

function updateStep(
  table: string,
  row: Row,
  { columns, rename }: { columns: readonly string[]; rename: Renamer },
): Step {
  const set = columns.map((column, index) => `${column} = $${index + 2}`).join(', ')
  return {
    name: `floor.update-${table}-${columns.length}`,
    text: `update ${table} set ${set} where id = $1`,
    values: ['id', ...columns].map((column) => makerOf(row, column, rename)),
  }
}

function makerOf(row: Row, column: string, rename: Renamer): (fresh: string) => string | null {
  const value = row[column] ?? null
  return value === null ? () => null : rename(value)
}
