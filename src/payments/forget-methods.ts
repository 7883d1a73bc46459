import type { Services } from '../ports/services.ts'

const batchSize = 20

/**
 * Has the gateway forget saved methods that were deleted, once nothing is being charged with them. One of which the gateway does not
 * say that it is gone stays on the list and is asked for again: forgetting twice forgets once.
 */
export async function forgetMethods({
  db,
  gateway,
  log,
}: Pick<Services, 'db' | 'gateway' | 'log'>): Promise<void> {
  const { methods } = db.read
  const taken = await methods.takeForgettable({ gateway: gateway.name, limit: batchSize })
  for (const { paymentMethodId, gatewayReference } of taken) {
    try {
      await gateway.deleteMethod(gatewayReference)
      await methods.markForgotten(paymentMethodId)
    } catch (error) {
      log.warn(
        { paymentMethodId, error: String(error) },
        'a deleted method is not forgotten by its gateway yet',
      )
    }
  }
}
