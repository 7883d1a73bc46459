import { type GatewayPayment, GatewayUnavailable, type PaymentGateway } from '../ports/payment-gateway.ts'

/**
 * Asks the gateway for something under a key. When the answer is lost the payment is looked up by that key; only when the
 * gateway never heard of it, or has not done `done` yet, it is asked once more. Throws when the outcome stays unknown.
 */
export async function askGateway(
  gateway: PaymentGateway,
  key: string,
  { ask, done }: { ask: () => Promise<GatewayPayment>; done: (payment: GatewayPayment) => boolean },
): Promise<GatewayPayment> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof GatewayUnavailable)) throw error
    const found = await gateway.lookup(key)
    return found !== undefined && done(found) ? found : await ask()
  }
}
