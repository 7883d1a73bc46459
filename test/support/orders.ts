import type { Scope } from '../../src/domain/caller.ts'
import { buildServer } from '../../src/http/server.ts'
import { processOrder } from '../../src/orders/process.ts'
import type { PaymentAttempt } from '../../src/ports/order-store.ts'
import type { Services } from '../../src/ports/services.ts'
import type { TestApp } from './app.ts'
import { type Answer, ada, card } from './buyer.ts'
import { offerNamed } from './catalog.ts'
import { bearer } from './tokens.ts'

/** The same app with other services behind its routes: a gateway that misbehaves, another time zone. Close nothing. */
export async function withServices(app: TestApp, changes: Partial<Services>): Promise<TestApp> {
  const services = { ...app.services, ...changes }
  const http = await buildServer(services, { checkAnswers: true, trustProxy: false, rateLimit: 'off' })
  return { ...app, services, http }
}

/** Sends orders as one API client: an offer of the sample catalogue, run at once, paid by a good card. */
export async function ordersByClient(app: TestApp, more: readonly Scope[] = []) {
  const headers = await bearer(app, ['orders:write', 'orders:preview', ...more])
  const bodyOf = async (path: string, more: object) => {
    const { id, version } = await offerNamed(app, path)
    return {
      order_type: 'new',
      orderItems: [{ id: 'item-1', offer: { id, version }, quantity: 1 }],
      country: 'GB',
      customerDetails: ada,
      ...more,
    }
  }
  const send = async (through: TestApp, url: string, payload: object): Promise<Answer> => {
    const answer = await through.http.inject({ method: 'POST', url, headers, payload })
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() }
  }
  return {
    order: async (path: string, more: object = {}, through: TestApp = app) => {
      const body = await bodyOf(path, { payment: card('tok_ok'), process_immediately: true, ...more })
      return send(through, '/api/admin/order', body)
    },
    preview: async (path: string, more: object = {}) =>
      send(app, '/api/order/preview', await bodyOf(path, more)),
    /** Any order, as it is. */
    send: (through: TestApp, body: object) => send(through, '/api/admin/order', body),
  }
}

/** How the gateway's own books stand for an order: state and amount of each of its payments, oldest first. */
export async function booksOf(app: TestApp, orderId: string): Promise<readonly [string, number][]> {
  const { rows } = await app.pool.query(
    `select state, amount from sandbox_gateway.payments where idempotency_key like $1 || ':auth:%' order by created_at`,
    [orderId],
  )
  return rows.map(({ state, amount }) => [state, amount])
}

/** An order's attempts at its money, oldest first. */
export async function attemptsOf(
  app: TestApp,
  orderId: string,
): Promise<readonly [PaymentAttempt['state'], number][]> {
  const { rows } = await app.pool.query(
    'select state, amount from payment_attempts where order_id = $1 order by n',
    [orderId],
  )
  return rows.map(({ state, amount }) => [state, amount])
}

/** How many rows of a table an order made. */
export async function madeBy(app: TestApp, orderId: string, table: string): Promise<number> {
  const { rows } = await app.pool.query(`select count(*)::int as n from ${table} where order_id = $1`, [
    orderId,
  ])
  return rows[0].n
}

/** The order as it is stored. */
export async function storedOrder(app: TestApp, orderId: string) {
  const order = await app.services.db.read.orders.find(orderId)
  if (order === undefined) throw new Error(`there is no order ${orderId}`)
  return order
}

/** Where the link of a basket stands. */
export async function linkStateOf(app: TestApp, basketId: string): Promise<string> {
  const { rows } = await app.pool.query('select state from links where basket_id = $1', [basketId])
  return rows[0].state
}

/** Makes what is queued or left behind happen now, as a worker would. */
export async function runQueued(app: TestApp, orderId: string): Promise<void> {
  await app.pool.query('update orders set lease_until = now() where id = $1', [orderId])
  await processOrder(app.services, orderId)
}
