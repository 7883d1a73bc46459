import type { WirePayment } from '../contract/payment.ts'
import type { PaymentChoice } from '../domain/order.ts'

/** How the buyer pays, in our words. */
export function toPayment(wire: WirePayment): PaymentChoice {
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
