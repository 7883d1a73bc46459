import type pg from 'pg'
import { createPool } from '../../src/adapters/postgres/pool.ts'
import type { Job } from '../closed-loop.ts'
import { freshName, readOrderRows, renamerFor } from './template.ts'
import { linkTransactions, orderTransactions, type Transaction } from './transactions.ts'

export interface FloorParts {
  readonly databaseUrl: string
  readonly poolSize: number
  /** An order by invoice that came through a link, and one that a client sent. */
  readonly linkedOrder: string
  readonly clientOrder: string
}

export interface Floor {
  /** By the name of the job that they are the floor of. */
  readonly jobs: ReadonlyMap<string, Job>
  readonly close: () => Promise<void>
}

/**
 * What the database alone would need: the rows that a job leaves, copied from a real one, each written by a prepared statement
 * of its own, in as many transactions, through a pool of the same size, without HTTP or any thought.
 */
export async function openFloor(parts: FloorParts): Promise<Floor> {
  const pool = createPool({
    connectionString: parts.databaseUrl,
    max: parts.poolSize,
    applicationName: 'proffer bench floor',
    onError: (error) => console.error(`bench: ${error.message}`),
  })
  const linked = await readOrderRows(pool, parts.linkedOrder)
  const client = await readOrderRows(pool, parts.clientOrder)
  const ofLinked = renamerFor(linked)
  const jobs = [
    floorJob(pool, 'link', linkTransactions(linked, ofLinked)),
    floorJob(pool, 'order via link (invoice)', orderTransactions(linked, ofLinked)),
    floorJob(pool, 'admin order (invoice)', orderTransactions(client, renamerFor(client))),
  ]
  return { jobs: new Map(jobs.map((job) => [job.name, job])), close: () => pool.end() }
}

function floorJob(pool: pg.Pool, name: string, transactions: readonly Transaction[]): Job {
  const statements = transactions.flat().length
  const run = async () => {
    const fresh = freshName()
    for (const transaction of transactions) await writeAll(pool, transaction, fresh)
  }
  return {
    name,
    contains: `${statements} statements in ${transactions.length} transactions`,
    start: async (clients) => ({ runs: Array.from({ length: clients }, () => run), stop: () => undefined }),
  }
}

async function writeAll(pool: pg.Pool, transaction: Transaction, fresh: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const { name, text, values } of transaction)
      await client.query({ name, text, values: values.map((make) => make(fresh)) })
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}
