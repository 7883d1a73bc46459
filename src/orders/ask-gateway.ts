import { askGateway } from '../payments/ask-gateway.ts'
import { attemptKey } from '../payments/payment-keys.ts'
import type { PaymentAttempt } from '../ports/order-store.ts'
import {
  type AuthoriseRequest,
  type GatewayPayment,
  GatewayRefused,
  type PaymentGateway,
} from '../ports/payment-gateway.ts'

/** Whose money it is, and where a bank that wants to see them sends them afterwards. */
export type Buyer = Pick<AuthoriseRequest, 'payer' | 'returnUrl'>

/** Authorises an attempt's money. Throws `GatewayUnavailable` when the outcome stays unknown. */
export function authorise(
  gateway: PaymentGateway,
  attempt: PaymentAttempt,
  buyer: Buyer,
): Promise<GatewayPayment> {
  const key = attemptKey(attempt)
  const source =
    attempt.type === 'saved'
      ? ({ kind: 'saved', reference: attempt.token } as const)
      : ({ kind: 'token', token: attempt.token } as const)
  const { amount, currency, offSession } = attempt
  return askGateway(gateway, key, {
    call: () => gateway.authorise({ key, amount, currency, source, offSession, ...buyer }),
    isDone: () => true,
  })
}

/** How an attempt's payment stands now; absent: the gateway never heard of it. */
export function lookUp(
  gateway: PaymentGateway,
  attempt: PaymentAttempt,
): Promise<GatewayPayment | undefined> {
  return gateway.lookup(attemptKey(attempt))
}

/** Takes the authorised money. Throws `GatewayRefused` when the gateway finally says no. */
export function capture(gateway: PaymentGateway, attempt: PaymentAttempt): Promise<GatewayPayment> {
  const key = attemptKey(attempt)
  const reference = attempt.gatewayReference ?? ''
  return askGateway(gateway, key, {
    call: () => gateway.capture({ key, reference, amount: attempt.amount }),
    isDone: (payment) => payment.state === 'captured',
  })
}

/** Lets authorised money go. */
export function release(gateway: PaymentGateway, attempt: PaymentAttempt): Promise<GatewayPayment> {
  const key = attemptKey(attempt)
  const reference = attempt.gatewayReference ?? ''
  return askGateway(gateway, key, {
    call: () => gateway.void({ key, reference }),
    isDone: (payment) => payment.state === 'voided' || payment.state === 'declined',
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
