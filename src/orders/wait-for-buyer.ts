import type { OrderRecord } from '../ports/order-store.ts'
import type { GatewayPayment } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { orderEvent } from './events.ts'
import { lockOrder, type Run, statelessWrite } from './run.ts'

/**
 * The bank wants to see the buyer: the order waits, with where to send them. Its link stays `paying` until that is over, so that it
 * does not end under the buyer's hands.
 */
export function waitForBuyer(
  services: Services,
  run: Run,
  { reference, url }: Extract<GatewayPayment, { state: 'challenged' }>,
): Promise<Run> {
  return services.db.write(async (stores) => {
    const locked = await lockOrder(stores, run)
    const at = services.clock.now()
    const order: OrderRecord = { ...locked, status: 'pending-payment', changeset: undefined, updatedAt: at }
    const attempt = run.attempt && {
      ...run.attempt,
      state: 'challenged' as const,
      gatewayReference: reference,
      challengeUrl: url,
      challengedAt: run.attempt.challengedAt ?? new Date(services.clock.system()).toISOString(),
      updatedAt: at,
    }
    const isNew = run.attempt?.state !== 'challenged'
    const ids = services.random.idsFrom(order.id)
    const key = String(attempt?.n)
    const data = { attempt: attempt?.n ?? null }
    await stores.orders.write(
      statelessWrite(run, {
        order,
        attempts: attempt === undefined ? [] : [attempt],
        link: undefined,
        events: isNew ? [orderEvent('order.payment_challenged', { order, ids, at, key, data })] : [],
        steps: isNew ? [{ name: 'authorise', at, outcome: 'the bank wants to see the buyer' }] : [],
      }),
    )
    return { ...run, order, attempt }
  })
}
