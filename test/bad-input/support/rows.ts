import type pg from 'pg'

/** Counts the rows of every table, and notices when one of them is written anew. */
export async function rowCounter(pool: pg.Pool): Promise<() => Promise<Readonly<Record<string, string>>>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' rows, ' || coalesce(sum(xmin::text::bigint), 0) as state from ${name}`,
  )
  const statement = parts.join(' union all ')
  return async () => {
    const { rows } = await pool.query<{ name: string; state: string }>(statement)
    return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
  }
}
