import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { carryOutRefunds } from '../../src/billing/refunds.ts'
import { attemptKey } from '../../src/payments/payment-keys.ts'
import type { GatewayBooks } from '../gateway-conformance/gateway-under-test.ts'
import type { Lived, Place } from './live.ts'

interface Books {
  readonly id: string
  readonly status: string
  /** What our invoices say was paid, by our payments. */
  readonly invoiced: number
  readonly paid: readonly number[]
  readonly subscriptions: readonly string[]
  /** What the gateway's own books say of every attempt. */
  readonly gateway: readonly AttemptBooks[]
}

interface AttemptBooks extends GatewayBooks {
  /** What was asked for. */
  readonly amount: number
}

/** Is the order complete exactly when its money was taken, once and whole? */
export async function expectMoneyAndOrdersAgree(place: Place, { checkoutId, answers }: Lived): Promise<void> {
  const books = await booksOf(place, checkoutId)
  if (books === undefined) return
  const { status, gateway, invoiced, paid, subscriptions } = books
  expect(['complete', 'pending-payment']).toContain(status)
  expect(gateway.filter(isHeld)).toEqual([])
  const taken = gateway.map(({ captured }) => captured).filter((amount) => amount > 0)
  const owed = status === 'complete' && invoiced > 0 ? [invoiced] : []
  expect([taken, paid]).toEqual([owed, owed])
  expect(subscriptions).toHaveLength(status === 'complete' ? 1 : 0)
  if (answers.some(({ body }) => body.status === 'complete')) expect(status).toBe('complete')
}

/** Nobody waits any more, so nothing is to be held or asked for; a mere check of a card holds nothing. */
function isHeld({ state, amount }: AttemptBooks): boolean {
  return state === 'challenged' || (state === 'authorised' && amount > 0)
}

/** Ends what was bought, with a refund, while its answers are lost: what was taken goes back, once. */
export async function payBack(place: Place, { checkoutId }: Lived): Promise<void> {
  const { app, under, send } = place
  const before = await booksOf(place, checkoutId)
  if (before === undefined || before.paid.length === 0) return
  await under.faults.loseAnswers('refund', 1)
  const body = {
    order_type: 'cancel_subscription',
    forSubscription: { id: before.subscriptions[0] },
    cancelDate: app.services.clock.now().slice(0, 10),
    settle: 'refund',
    external_id: randomUUID(),
    process_immediately: true,
  }
  const answers = await Promise.all([send(body, {}), send(body, {})])
  await under.faults.none()
  await carryOutRefunds({ services: app.services, at: app.services.clock.now(), clockRun: undefined })
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const { rows } = await app.pool.query(
    `select r.amount, r.status from refunds r join orders o on o.id = r.order_id where o.external_id = $1`,
    [body.external_id],
  )
  expect(rows).toMatchObject([{ status: 'refunded' }])
  const after = await booksOf(place, checkoutId)
  expect(after?.gateway.reduce((sum, { refunded }) => sum + refunded, 0)).toBe(rows[0].amount)
}

async function booksOf({ app, under }: Place, checkoutId: string): Promise<Books | undefined> {
  const { rows } = await app.pool.query(
    `select o.id, o.status,
       coalesce((select sum(total) from invoices i where i.order_id = o.id), 0)::int as invoiced,
       array(select amount::int from payments p where p.order_id = o.id) as paid,
       array(select id from subscriptions s where s.order_id = o.id) as subscriptions,
       (select coalesce(jsonb_agg(jsonb_build_object('n', n, 'amount', amount) order by n), '[]')
        from payment_attempts a where a.order_id = o.id) as attempts
     from orders o where o.checkout_id = $1`,
    [checkoutId],
  )
  expect(rows.length, 'a basket makes one order').toBeLessThanOrEqual(1)
  const [order] = rows
  if (order === undefined) return undefined
  const attempts: readonly { n: number; amount: number }[] = order.attempts
  const books = await Promise.all(
    attempts.map(async ({ n, amount }) => {
      const found = await under.booksOf(attemptKey({ orderId: order.id, n }))
      return found === undefined ? [] : [{ ...found, amount }]
    }),
  )
  return { ...order, gateway: books.flat() }
}
