import type pg from 'pg'

/** Runs statements on one connection, or each on any of a pool. Statements are named, so the server prepares them once. */
export interface Sql {
  readonly rows: <Row extends object>(
    name: string,
    text: string,
    values?: readonly unknown[],
  ) => Promise<Row[]>
  /** The one row there is, or `undefined`. */
  readonly row: <Row extends object>(
    name: string,
    text: string,
    values?: readonly unknown[],
  ) => Promise<Row | undefined>
  /** How many rows were touched. */
  readonly run: (name: string, text: string, values?: readonly unknown[]) => Promise<number>
}

/** What the database was asked to do, for `/metrics` and the benchmark. */
export interface SqlCounters {
  roundTrips: number
  commits: number
}

export function sqlOn(connection: pg.Pool | pg.PoolClient, counters: SqlCounters): Sql {
  const query = (name: string, text: string, values: readonly unknown[] = []) => {
    counters.roundTrips += 1
    return connection.query({ name, text, values: [...values] })
  }
  return {
    rows: async (name, text, values) => (await query(name, text, values)).rows,
    row: async (name, text, values) => (await query(name, text, values)).rows[0],
    run: async (name, text, values) => (await query(name, text, values)).rowCount ?? 0,
  }
}
