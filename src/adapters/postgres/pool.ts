import pg from 'pg'

const { builtins } = pg.types

/** Days stay text, instants become ISO text in UTC, and big integers become numbers: all of ours are safe integers. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.DATE, (text) => text],
  [builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [builtins.INT8, toSafeInteger],
])

function toSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of range: ${text}`)
  return value
}

export interface PoolOptions {
  readonly connectionString: string
  readonly max: number
  readonly applicationName: string
  readonly onError: (error: Error) => void
}

export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.max,
    application_name: options.applicationName,
    // Our statements are named and written so that one plan serves all values: each is planned once on a connection, not six times.
    // Such a plan stays while its table grows: what is made for a few rows must be right for many, so it goes by an index wherever
    // there is one.
    options: '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
    },
  })
  // Without a listener a database restart would end the process.
  pool.on('error', options.onError)
  // The same for a connection that breaks while somebody holds it: whoever holds it hears of it through the query.
  pool.on('connect', (client) => client.on('error', options.onError))
  return pool
}
