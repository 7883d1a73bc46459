import { carryOutRefunds } from '../billing/refunds.ts'
import { forgetMethods } from '../payments/forget-methods.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'

/**
 * What others do once an order is saved: money goes back, a deleted method is forgotten. Done here at once for whoever waits for the order; whatever is left, the
 * run of what is due finds. Never throws: the order is done.
 */
export async function afterEffects(services: Services, { id, changeset }: OrderRecord): Promise<void> {
  const refunds = changeset?.changes.some(({ kind }) => kind === 'request_refund') ?? false
  const forgets = changeset?.effects.some(({ kind }) => kind === 'forget_method') ?? false
  try {
    if (forgets) await forgetMethods(services)
    if (!refunds) return
    await carryOutRefunds({ services, at: services.clock.now(), clockRun: undefined }, { orderId: id })
  } catch (error) {
    services.log.warn(
      { orderId: id, error: String(error) },
      'what others do for an order is left to due work',
    )
  }
}
