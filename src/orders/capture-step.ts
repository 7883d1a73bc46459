import { gatewayOf } from '../payments/gateway-of.ts'
import { GatewayRefused } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { capture, letGo } from './ask-gateway.ts'
import { lockBalanceUsed } from './busy.ts'
import { completeOrder } from './complete.ts'
import { declineAttempt } from './decline.ts'
import { loadBefore, lockFacts } from './facts.ts'
import { lockOrder, type Run } from './run.ts'
import { settled } from './settlement.ts'

/** Takes the money, then saves everything the order does. Nothing is refused in between. */
export async function captureStep(services: Services, run: Run): Promise<Run> {
  const { attempt } = run
  if (attempt === undefined) throw new Error(`order ${run.order.id} has no attempt to capture`)
  // Nothing is due: the gateway only checked and saved the method.
  if (attempt.amount > 0) {
    try {
      await capture(gatewayOf(services, attempt), attempt)
    } catch (error) {
      if (!(error instanceof GatewayRefused)) throw error
      await letGo(gatewayOf(services, attempt), attempt)
      const reference = attempt.gatewayReference ?? ''
      return declineAttempt(services, run, { declineCode: 'capture_refused', retryable: false, reference })
    }
  }
  return services.db.write(async (stores) => {
    const order = await lockOrder(stores, run)
    const { changeset } = order
    if (changeset === undefined) throw new Error(`order ${order.id} is captured without its changes`)
    const asked = { order: order.request.order, at: order.instantAt }
    await lockFacts(stores, { order: asked.order, ownerId: order.ownerId })
    const before = await loadBefore(stores, asked)
    const at = services.clock.now()
    const paid = { ...attempt, state: 'captured' as const, updatedAt: at }
    const ids = services.random.idsFrom(order.id)
    const done = settled(before, { order, changeset, attempt: paid, at }, ids)
    await lockBalanceUsed(stores, asked.order, { before, after: done.after })
    return completeOrder(services, stores, { ...run, order, attempt: paid }, { ...done, before })
  })
}
