import { carryOutRefunds } from '../billing/refunds.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'

/**
 * What others do once an order is saved: money goes back. Done here at once for whoever waits for the order; whatever is left, the
 * run of what is due finds. Never throws: the order is done.
 */
export async function afterEffects(services: Services, { id, changeset }: OrderRecord): Promise<void> {
  const refunds = changeset?.changes.some(({ kind }) => kind === 'request_refund') ?? false
  if (!refunds) return
  try {
    await carryOutRefunds({ services, at: services.clock.now(), clockRun: undefined }, { orderId: id })
  } catch (error) {
    services.log.warn({ orderId: id, error: String(error) }, 'refunds of an order are left to due work')
  }
}
