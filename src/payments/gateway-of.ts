import type { PaymentAttempt } from '../ports/order-store.ts'
import type { PaymentGateway } from '../ports/payment-gateway.ts'
import type { Services } from '../ports/services.ts'

/** Who is asked for an attempt's money: the gateway for cards, or the system that takes it elsewhere. */
export function gatewayOf(
  { gateway, callout }: Pick<Services, 'gateway' | 'callout'>,
  { type, gateway: name }: Pick<PaymentAttempt, 'type' | 'gateway'>,
): PaymentGateway {
  return type === 'elsewhere' ? callout(name) : gateway
}
