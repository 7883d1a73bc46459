import { z } from 'zod'
import { onSubscriptionFields, renewFields } from '../../contract/subscription-order.ts'
import type { OwnPayment, RenewalPayment } from '../../domain/order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'
import { toDay } from '../to-day.ts'
import { toPayment } from '../to-payment.ts'

export const renewSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('renew'), ...onSubscriptionFields, ...renewFields })
  .superRefine(({ orderItems }, context) => {
    if (orderItems?.[0]?.type === 'add_on')
      context.addIssue({
        code: 'custom',
        path: ['orderItems', 0, 'type'],
        message: 'must be an offer; add-ons go along',
      })
  })
  .transform((wire) => {
    const payment = wire.payment === undefined ? undefined : toPayment(wire.payment)
    const [item] = wire.orderItems ?? []
    return {
      envelope: toEnvelope(wire),
      order: {
        type: 'renew',
        target: toTarget(wire),
        item: item && { offer: item.offer, quantity: item.quantity },
        pays: payment && toRenewalPayment(payment),
        startAt: wire.orderDate === undefined ? undefined : toDay(wire.orderDate),
      },
      payment,
    }
  })

/** How the new term is paid; the card itself belongs to the attempt to collect. */
function toRenewalPayment(payment: OwnPayment): RenewalPayment {
  return payment.type === 'card' ? { type: 'card' } : payment
}
