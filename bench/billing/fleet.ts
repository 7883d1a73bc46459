import type pg from 'pg'
import { closedLoop } from '../closed-loop.ts'
import { Connection } from '../connection.ts'
import { adminOrder, type Shop } from '../shop.ts'

const clients = 8
const dayMs = 86_400_000

export interface Fleet {
  readonly subscriptions: number
  /** They begin on so many days in turn; one: today, so that the first month is billed by the order. */
  readonly startDays: number
}

/** Real orders of a monthly offer, paid by invoice. */
export async function orderFleet(shop: Shop, pool: pg.Pool, { subscriptions, startDays }: Fleet) {
  const connections = await Promise.all(Array.from({ length: clients }, () => Connection.open(shop.address)))
  let next = 0
  const order = (connection: Connection) => {
    const n = next
    next += 1
    const on = new Date(Date.now() + (n % startDays) * dayMs).toISOString().slice(0, 10)
    return adminOrder(connection, shop, n % startDays === 0 ? {} : { orderDate: on })
  }
  const runs = connections.map((connection) => () => order(connection))
  try {
    await closedLoop({ runs, stop: () => undefined }, { seconds: 600, mostRuns: subscriptions })
  } finally {
    for (const connection of connections) connection.close()
  }
  await pool.query('analyze')
}
