import type { Clients, Job } from '../closed-loop.ts'
import { Connection } from '../connection.ts'
import {
  adminOrder,
  byCard,
  byInvoice,
  createLink,
  exchange,
  type Opened,
  openPage,
  orderLink,
  type PaymentBody,
  preview,
  readObjects,
  type Shop,
} from '../shop.ts'
import type { LinkStock } from './link-stock.ts'

export interface JobParts {
  readonly shop: Shop
  readonly links: LinkStock
  /** Ids of orders that are there. */
  readonly orderIds: readonly string[]
}

/** What is measured, in the order in which it is. */
export function jobsOf({ shop, links, orderIds }: JobParts): readonly Job[] {
  const job = (name: string, contains: string, run: (connection: Connection) => Promise<unknown>): Job => ({
    name,
    contains,
    start: (clients) => startClients(shop.address, clients, run),
  })
  const wholeOrder = (payment: PaymentBody) => async (connection: Connection) =>
    orderLink(connection, await openNew(connection, shop), payment)
  let next = 0
  const someOrder = () => {
    next += 1
    return orderIds[next % orderIds.length]
  }
  return [
    job('order by id', 'GET one order', (connection) =>
      readObjects(connection, shop, `orders/${someOrder()}`),
    ),
    job('orders page', 'GET the newest 50 of more than 10,000 orders', (connection) =>
      readObjects(connection, shop, 'orders?limit=50'),
    ),
    job('preview', 'POST a preview of one monthly offer, as a client', (connection) =>
      preview(connection, shop),
    ),
    job('link', 'POST initiate: basket, link, owner', async (connection) =>
      links.add(await createLink(connection, shop)),
    ),
    job('open link', 'GET its page, POST the exchange', async (connection) => {
      const link = await links.take(connection)
      await openPage(connection, link)
      await exchange(connection, link)
    }),
    job('order via link (invoice)', 'initiate, exchange, order: three calls', wholeOrder(byInvoice)),
    job('order via link (card)', 'initiate, exchange, order: three calls', wholeOrder(byCard)),
    job('admin order (invoice)', 'POST one order that is run at once: one call', (connection) =>
      adminOrder(connection, shop),
    ),
  ]
}

/** The last call of a whole order alone: only counted, because each needs a link that was opened before. */
export function submitsOf({ shop }: Pick<JobParts, 'shop'>, opened: Opened[]): readonly Job[] {
  const submit = (name: string, payment: PaymentBody): Job => ({
    name,
    contains: 'the order call alone, to `complete`',
    start: (clients) =>
      startClients(shop.address, clients, (connection) => {
        const next = opened.pop()
        if (next === undefined) throw new Error('there is no opened link left')
        return orderLink(connection, next, payment)
      }),
  })
  return [submit('submit via link (invoice)', byInvoice), submit('submit via link (card)', byCard)]
}

export async function openNew(connection: Connection, shop: Shop): Promise<Opened> {
  const link = await createLink(connection, shop)
  return { link, cookie: await exchange(connection, link) }
}

async function startClients(
  address: string,
  count: number,
  run: (connection: Connection) => Promise<unknown>,
): Promise<Clients> {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(address)))
  return {
    runs: connections.map((connection) => () => run(connection)),
    stop: () => {
      for (const connection of connections) connection.close()
    },
  }
}
