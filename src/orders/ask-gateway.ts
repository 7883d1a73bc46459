import type { PaymentAttempt } from '../ports/order-store.ts'
import {
  type GatewayPayment,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentGateway,
} from '../ports/payment-gateway.ts'
import { attemptKey } from './attempts.ts'

const mostTries = 3

/** Authorises an attempt's money. Throws `GatewayUnavailable` when the outcome stays unknown. */
export function authorise(gateway: PaymentGateway, attempt: PaymentAttempt): Promise<GatewayPayment> {
  const key = attemptKey(attempt)
  const source =
    attempt.type === 'saved'
      ? ({ kind: 'saved', reference: attempt.token } as const)
      : ({ kind: 'token', token: attempt.token } as const)
  const { amount, currency, offSession } = attempt
  return settled(gateway, key, {
    call: () => gateway.authorise({ key, amount, currency, source, offSession }),
    isDone: () => true,
  })
}

/** Takes the authorised money. Throws `GatewayRefused` when the gateway finally says no. */
export function capture(gateway: PaymentGateway, attempt: PaymentAttempt): Promise<GatewayPayment> {
  const key = attemptKey(attempt)
  const reference = attempt.gatewayReference ?? ''
  return settled(gateway, key, {
    call: () => gateway.capture({ key, reference, amount: attempt.amount }),
    isDone: (payment) => payment.state === 'captured',
  })
}

/** Lets authorised money go. */
export function release(gateway: PaymentGateway, attempt: PaymentAttempt): Promise<GatewayPayment> {
  const key = attemptKey(attempt)
  const reference = attempt.gatewayReference ?? ''
  return settled(gateway, key, {
    call: () => gateway.void({ key, reference }),
    isDone: (payment) => payment.state === 'voided',
  })
}

/** The same for money that the gateway would not take: when it does not let go of it either, it holds none. */
export async function letGo(gateway: PaymentGateway, attempt: PaymentAttempt): Promise<void> {
  try {
    await release(gateway, attempt)
  } catch (error) {
    if (!(error instanceof GatewayRefused)) throw error
  }
}

interface Asked {
  readonly call: () => Promise<GatewayPayment>
  /** Does this state, found by looking the payment up, mean that the call was carried out? */
  readonly isDone: (payment: GatewayPayment) => boolean
}

/**
 * A call whose answer never came is looked up by its key; only what the gateway did not do is asked for again, under the same key.
 * Where looking up fails too the outcome stays unknown, and the order goes on from here later.
 */
async function settled(
  gateway: PaymentGateway,
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
