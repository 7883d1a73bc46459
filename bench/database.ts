import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { Cleanup } from './cleanup.ts'
import { parentOf } from './processes.ts'

/** Makes a database for this run on a PostgreSQL that was named, and drops it at the end. Answers its address. */
export async function makeDatabase(serverUrl: string, cleanup: Cleanup): Promise<string> {
  const name = `proffer_bench_${randomBytes(4).toString('hex')}`
  await once(serverUrl, `create database ${name}`)
  cleanup.add(() => once(serverUrl, `drop database if exists ${name} with (force)`))
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

/** The number of the postmaster, when it runs on this machine. */
export async function postmasterOf(pool: pg.Pool): Promise<number | undefined> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const pid = rows[0]?.pid
  return pid === undefined ? undefined : parentOf(pid, 'postgres')
}

/** How many transactions have written something so far, whoever they were. */
export async function writingTransactions(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(
    'select pg_snapshot_xmax(pg_current_snapshot())::text as n',
  )
  return Number(rows[0]?.n)
}

/** The columns of a table that are written; the database fills the others by itself and takes no values for them. */
export async function columnsOf(pool: pg.Pool, table: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'
     order by ordinal_position`,
    [table],
  )
  return rows.map((row) => row.name)
}

/** Fills the orders up with older copies of one that is there. */
export async function seedOrders(pool: pg.Pool, orderId: string, count: number): Promise<void> {
  const columns = (await columnsOf(pool, 'orders')).join(', ')
  await pool.query(
    `insert into orders (${columns}) select ${columns} from (select (jsonb_populate_record(o, jsonb_build_object(
       'id', 'order-' || md5(n::text), 'order_reference', 'SEED' || n, 'checkout_id', 'basket-' || gen_random_uuid(),
       'external_id', 'seed ' || n, 'external_key', 'seed ' || n, 'created_at', o.created_at - n * interval '1 minute'))).*
     from orders o, generate_series(1, $2::int) n where o.id = $1) copies`,
    [orderId, count],
  )
  await pool.query('analyze')
}

async function once(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
