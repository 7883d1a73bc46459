import type Stripe from 'stripe'
import type { Instant } from '../../domain/time.ts'
import type { GatewayMovement } from '../../ports/payment-gateway.ts'
import { fromStripeAmount } from './amounts.ts'
import { meaningOf } from './failures.ts'
import { keyName } from './payments.ts'
import { refundState } from './refunds.ts'

/** Every payment that was begun in the span and holds or took money, and every refund that was; Stripe counts whole seconds. */
export async function* movements(
  stripe: Stripe,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): AsyncGenerator<GatewayMovement> {
  const created = { gte: secondsOf(from), lt: secondsOf(until) }
  try {
    for await (const intent of stripe.paymentIntents.list({ created, limit: 100 })) {
      const state = paymentStates[intent.status]
      if (state !== undefined) yield paymentMoved(intent, state)
    }
    for await (const refund of stripe.refunds.list({ created, limit: 100 })) yield refundMoved(refund)
  } catch (error) {
    throw meaningOf(error)
  }
}

const paymentStates: Readonly<Record<string, 'authorised' | 'captured'>> = {
  requires_capture: 'authorised',
  succeeded: 'captured',
}

function paymentMoved(intent: Stripe.PaymentIntent, state: 'authorised' | 'captured'): GatewayMovement {
  const written = state === 'captured' ? intent.amount_received : intent.amount_capturable
  return { kind: 'payment', state, ...moved(intent, written) }
}

function refundMoved(refund: Stripe.Refund): GatewayMovement {
  return { kind: 'refund', state: refundState(refund.status), ...moved(refund, refund.amount) }
}

function moved({ id, metadata, currency, created }: Stripe.PaymentIntent | Stripe.Refund, written: number) {
  return {
    reference: id,
    key: metadata?.[keyName],
    amount: fromStripeAmount(written, currency),
    currency: currency.toUpperCase(),
    at: new Date(created * 1000).toISOString(),
  }
}

const secondsOf = (instant: Instant): number => Math.ceil(Date.parse(instant) / 1000)
