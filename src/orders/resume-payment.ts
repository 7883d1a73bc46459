import { gatewayOf } from '../payments/gateway-of.ts'
import { attemptKey } from '../payments/payment-keys.ts'
import { type OrderRecord, type PaymentAttempt, RaceLost } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import { lookUp, release } from './ask-gateway.ts'
import { newLease } from './lease.ts'
import { runOrder } from './process.ts'
import { statelessWrite } from './run.ts'

/** Why nobody waits for a challenge any longer. */
export type GiveUp = 'challenge_abandoned' | 'challenge_expired'

interface Resuming {
  /** What is to happen to a challenge that the buyer has not passed; absent: it goes on waiting. */
  readonly giveUp?: GiveUp | undefined
}

/**
 * Goes on with an order whose buyer was sent to their bank, once the bank has answered. Return, notice and look-out all come here, in
 * any order and as often as they like: one of them finishes it. Answers the order as it stands then.
 */
export async function resumePayment(
  services: Services,
  order: OrderRecord,
  { giveUp }: Resuming = {},
): Promise<OrderRecord> {
  const attempt = await services.db.read.orders.lastAttempt(order.id)
  if (attempt?.state !== 'challenged') return order
  if (order.status === 'cancelled' || order.status === 'failed')
    return letGoOfEnded(services, { order, attempt })
  if (order.status !== 'pending-payment') return order
  const payment = await lookUp(gatewayOf(services, attempt), attempt)
  const waits = payment?.state === 'challenged'
  if (waits && giveUp === undefined) return order
  return claimAndRun(services, { order, attempt, giveUp: waits ? giveUp : undefined })
}

/** The same as a job. */
export async function resumeOrder(services: Services, orderId: string, resuming: Resuming): Promise<void> {
  const order = await services.db.read.orders.find(orderId)
  if (order !== undefined) await resumePayment(services, order, resuming)
}

interface Challenged {
  readonly order: OrderRecord
  readonly attempt: PaymentAttempt
}

async function claimAndRun(
  services: Services,
  { order, attempt, giveUp }: Challenged & Resuming,
): Promise<OrderRecord> {
  const lease = newLease(services)
  try {
    const claimed = await services.db.write(async ({ checkout, orders }) => {
      // The link's row before the order's, as everybody who claims a waiting order: or two would wait for each other.
      if (order.checkoutId !== undefined) await checkout.lockLink(order.checkoutId)
      const taken = await orders.claimWaiting(order.id, lease)
      const last = await orders.lastAttempt(order.id)
      if (taken === undefined || last?.state !== 'challenged' || last.n !== attempt.n)
        throw new RaceLost(`${attemptKey(attempt)} is not waited for any more`)
      if (giveUp === undefined) return taken
      const at = services.clock.now()
      const run = { order: { ...taken, updatedAt: at }, attempt: last, lease }
      const abandoned = { ...last, state: 'abandoning' as const, declineCode: giveUp, updatedAt: at }
      const steps = [{ name: 'authorise', at, outcome: giveUp }]
      await orders.write(
        statelessWrite(run, {
          order: run.order,
          attempts: [abandoned],
          link: undefined,
          events: [],
          steps,
        }),
      )
      return run.order
    })
    return await runOrder(services, claimed, lease)
  } catch (error) {
    if (!(error instanceof RaceLost)) throw error
    return (await services.db.read.orders.find(order.id)) ?? order
  }
}

/** The link has ended meanwhile, and the order with it: no money may stay held for it. */
async function letGoOfEnded(services: Services, { order, attempt }: Challenged): Promise<OrderRecord> {
  const { state } = await release(gatewayOf(services, attempt), attempt)
  if (state === 'voided' || state === 'declined')
    await services.db.read.orders.endChallenge(attempt, services.clock.now())
  return order
}
