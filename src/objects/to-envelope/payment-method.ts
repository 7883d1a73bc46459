import type { Envelope } from '../../contract/objects.ts'
import type { ShownPaymentMethod } from '../../ports/object-store.ts'
import { kept } from './common.ts'

/** Of a card: brand, last four digits and expiry, nothing else. */
export function paymentMethodEnvelope(method: ShownPaymentMethod): Envelope {
  const { card } = method
  return {
    ...kept,
    id: method.id,
    name: card === undefined ? method.type : `${card.brand} ${card.last4}`,
    record_type: 'payment_method',
    status: 'active',
    reference: method.id,
    owner: method.ownerId,
    customer: method.customerId,
    related: method.customerId,
    created: method.createdAt,
    updated: method.updatedAt,
    data: {
      type: method.type,
      gateway: method.gateway,
      default: method.isDefault,
      order: method.orderId ?? null,
      card:
        card === undefined
          ? null
          : {
              brand: card.brand,
              last4: card.last4,
              exp_month: card.expiryMonth,
              exp_year: card.expiryYear,
            },
    },
  }
}
