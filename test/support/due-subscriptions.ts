import { sqlOn } from '../../src/adapters/postgres/sql.ts'
import { sandboxGateway } from '../../src/adapters/sandbox/gateway.ts'
import type { App } from '../../src/app.ts'
import type { PaymentGateway } from '../../src/ports/payment-gateway.ts'
import type { TestApp } from './app.ts'
import { type SeededOrder, seedOrder } from './seed-objects.ts'

/** The day on which every seeded subscription is billed next: £300.00, each month on the 22nd, in London. */
export const dueDay = '2026-12-22T00:00:00.000Z'

/** A running subscription of £300.00 a month, paid by a saved card that behaves as the test card of `token`. */
export async function seedSubscription(app: TestApp, n: number, token = 'tok_ok'): Promise<SeededOrder> {
  const seeded = await seedOrder(app, { n, email: `buyer-${n}@example.com` })
  await saveCard(app, seeded, token)
  await settle(app, seeded)
  return seeded
}

/** Nothing is owed back and nothing is to change. */
async function settle(app: TestApp, { ownerId, subscriptionId }: SeededOrder): Promise<void> {
  await app.pool.query('update credit_memos set remaining = 0 where owner_id = $1', [ownerId])
  await app.pool.query(`update refunds set status = 'refunded' where owner_id = $1`, [ownerId])
  await app.pool.query(`update pending_changes set status = 'withdrawn' where subscription_id = $1`, [
    subscriptionId,
  ])
}

/** Gives the subscription a saved card. */
export async function saveCard(app: TestApp, { ids }: SeededOrder, token: string): Promise<void> {
  const method = `gw_pm_${ids.payment_methods}_${token}`
  await app.pool.query(
    `insert into sandbox_gateway.methods (id, behaviour, brand, last4, expiry_month, expiry_year)
     values ($1, $2, 'visa', '4242', 12, 2034)`,
    [method, token],
  )
  await app.pool.query('update payment_methods set gateway_reference = $2 where id = $1', [
    ids.payment_methods,
    method,
  ])
}

/** The sandbox's gateway on the test's database; `wrap` changes calls on the way. */
export function gatewayOf(
  app: Pick<App, 'pool' | 'counters'>,
  wrap: Partial<PaymentGateway> = {},
): PaymentGateway {
  const noticeKey = { secret: 'a secret of the tests', now: Date.now }
  return { ...sandboxGateway({ sql: sqlOn(app.pool, app.counters), noticeKey }), ...wrap }
}

/** The next `times` answers to these calls are lost. */
export async function loseAnswers(app: TestApp, call: string, times: number): Promise<void> {
  await app.pool.query(
    `insert into sandbox_gateway.faults (call, remaining, delay_ms) values ($1, $2, 0)
     on conflict (call) do update set remaining = excluded.remaining`,
    [call, times],
  )
}

/** What the gateway's own books say was taken for a subscription's invoices. */
export async function capturedBy(app: TestApp, { ids }: SeededOrder): Promise<number[]> {
  const { rows } = await app.pool.query(
    `select captured_amount from sandbox_gateway.payments where state = 'captured' and method_id like $1 order by created_at`,
    [`gw_pm_${ids.payment_methods}_%`],
  )
  return rows.map((row) => row.captured_amount)
}

/** How every payment of a subscription's later invoices stands in the gateway's own books, authorised ones included. */
export async function gatewayStates(app: TestApp, { ids }: SeededOrder): Promise<string[]> {
  const { rows } = await app.pool.query(
    'select state from sandbox_gateway.payments where method_id like $1 order by created_at',
    [`gw_pm_${ids.payment_methods}_%`],
  )
  return rows.map((row) => row.state)
}

/** Types of the events since the seed, in order. */
export async function eventsOf(app: TestApp, { ownerId }: SeededOrder): Promise<string[]> {
  const { rows } = await app.pool.query(
    `select type from events where owner_id = $1 and type <> 'order.completed' order by seq`,
    [ownerId],
  )
  return rows.map((row) => row.type)
}

/** The invoices of a subscription that are younger than its order, oldest first. */
export async function laterInvoices(app: TestApp, { subscriptionId }: SeededOrder) {
  const { rows } = await app.pool.query(
    `select id, status, issued_on, total, balance, collect_at, collect_attempts from invoices
     where $1 = any(subscription_ids) and order_id is null order by issued_on`,
    [subscriptionId],
  )
  return rows
}
