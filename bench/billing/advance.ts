import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { Connection } from '../connection.ts'
import { moveClock, type Shop } from '../shop.ts'

/** How often is looked whether the clock has arrived. */
const lookMs = 20

export interface Advance {
  readonly seconds: number
  /** Invoices that it has issued. */
  readonly invoices: number
}

/** Moves the business clock and lets everything on the way happen; from the request to the end of the run. */
export async function advance(shop: Shop, pool: pg.Pool, by: string): Promise<Advance> {
  const connection = await Connection.open(shop.address)
  const before = await countInvoices(pool)
  const begin = performance.now()
  try {
    await moveClock(connection, shop, by)
    await arrived(pool)
    const seconds = (performance.now() - begin) / 1000
    return { seconds, invoices: (await countInvoices(pool)) - before }
  } finally {
    connection.close()
  }
}

async function arrived(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ status: string }>(
      'select status from clock_runs order by created_at desc limit 1',
    )
    const status = rows[0]?.status
    if (status === 'done') return
    if (status !== 'running') throw new Error(`the advance of the clock is ${status}`)
    await pause(lookMs)
  }
}

async function countInvoices(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::int as count from invoices')
  return rows[0]?.count ?? 0
}
