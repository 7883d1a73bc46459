import { type GatewayPayment, GatewayUnavailable, type PaymentGateway } from '../ports/payment-gateway.ts'

const mostTries = 3

interface Asked {
  readonly call: () => Promise<GatewayPayment>
  /** Does this state, found by looking the payment up, mean that the call was carried out? */
  readonly isDone: (payment: GatewayPayment) => boolean
}

/**
 * A call whose answer never came is looked up by its key; only what the gateway did not do is asked for again, under the same key.
 * Throws `GatewayUnavailable` where looking up fails too: the outcome stays unknown, and whoever asked goes on from here later.
 */
export async function askGateway(
  gateway: Pick<PaymentGateway, 'lookup'>,
  key: string,
  { call, isDone }: Asked,
): Promise<GatewayPayment> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof GatewayUnavailable)) throw error
      const found = await gateway.lookup(key)
      if (found !== undefined && isDone(found)) return found
      if (tries === mostTries) throw error
    }
  }
}
