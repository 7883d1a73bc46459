import type { WireAnyPayment, WirePayment } from '../contract/payment.ts'
import type { OwnPayment, PaymentChoice } from '../domain/order.ts'

/** How the buyer pays, in our words. */
export function toPayment(wire: WirePayment): OwnPayment {
  switch (wire.type) {
    case 'invoice':
      return { type: 'invoice' }
    case 'sandbox':
      return { type: 'card', gateway: 'sandbox', token: wire.sandbox.token }
    case 'stripe':
      return { type: 'card', gateway: 'stripe', token: wire.stripe.token }
    case 'token':
      return { type: 'saved', paymentMethodId: wire.token.id }
  }
}

/** The same where the means may also be held by another system. Nothing of it is kept but its names. */
export function toAnyPayment(wire: WireAnyPayment): PaymentChoice {
  switch (wire.type) {
    case 'zuora':
      return {
        type: 'elsewhere',
        method: 'zuora_card',
        gateway: wire.zuora.paymentGateway ?? 'zuora',
        reference: wire.zuora.refId,
      }
    case 'external':
      return {
        type: 'elsewhere',
        method: 'external',
        gateway: wire.external.provider,
        reference: wire.external.reference,
      }
    default:
      return toPayment(wire)
  }
}

/** What a planner may know of it: never a token. */
export function toMeans(payment: PaymentChoice | undefined) {
  return payment?.type === 'card' ? ({ type: 'card' } as const) : payment
}
