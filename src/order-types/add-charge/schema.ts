import { z } from 'zod'
import { addChargeFields, onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'
import { toDay } from '../to-day.ts'
import { toPayment } from '../to-payment.ts'

export const addChargeSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('add_charge'), ...onSubscriptionFields, ...addChargeFields })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'add_charge',
      target: toTarget(wire),
      offer: wire.offer,
      quantity: wire.quantity ?? 1,
      effectiveAt: wire.effectiveDate === undefined ? undefined : toDay(wire.effectiveDate),
    },
    payment: wire.payment === undefined ? undefined : toPayment(wire.payment),
  }))
