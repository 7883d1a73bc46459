import { emptyState } from '../domain/customer-state.ts'
import { fold } from '../domain/fold.ts'
import { GatewayRefused } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'
import { capture, letGo } from './ask-gateway.ts'
import { completeOrder } from './complete.ts'
import { declineAttempt } from './decline.ts'
import { lockOrder, type Run } from './run.ts'
import { settlementChanges } from './settlement.ts'

/** Takes the money, then saves everything the order does. Nothing is refused in between. */
export async function captureStep(services: Services, run: Run): Promise<Run> {
  const { attempt } = run
  if (attempt === undefined) throw new Error(`order ${run.order.id} has no attempt to capture`)
  // Nothing is due: the gateway only checked and saved the method.
  if (attempt.amount > 0) {
    try {
      await capture(services.gateway, attempt)
    } catch (error) {
      if (!(error instanceof GatewayRefused)) throw error
      await letGo(services.gateway, attempt)
      const reference = attempt.gatewayReference ?? ''
      return declineAttempt(services, run, { declineCode: 'capture_refused', retryable: false, reference })
    }
  }
  return services.db.write(async (stores) => {
    const order = await lockOrder(stores, run)
    if (order.changeset === undefined) throw new Error(`order ${order.id} is captured without its changes`)
    const at = services.clock.now()
    const paid = { ...attempt, state: 'captured' as const, updatedAt: at }
    const { changes } = order.changeset
    const settlement = settlementChanges(
      { order, attempt: paid, changes, at },
      services.random.idsFrom(order.id),
    )
    const all = [...changes, ...settlement]
    return completeOrder(
      services,
      stores,
      { ...run, order, attempt: paid },
      { changes: all, before: emptyState, after: fold(emptyState, all) },
    )
  })
}
