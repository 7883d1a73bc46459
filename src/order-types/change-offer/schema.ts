import { z } from 'zod'
import { changeOfferFields, onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'
import { toDay } from '../to-day.ts'
import { toPayment } from '../to-payment.ts'

export const changeOfferSchema: z.ZodType<ParsedOrder> = z
  .strictObject({
    order_type: z.literal('change_offer'),
    ...onSubscriptionFields,
    ...changeOfferFields,
  })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'change_offer',
      target: toTarget(wire),
      offer: wire.offer,
      quantity: wire.quantity,
      effectiveAt: wire.effectiveDate === undefined ? undefined : toDay(wire.effectiveDate),
    },
    payment: wire.payment === undefined ? undefined : toPayment(wire.payment),
  }))
