import { z } from 'zod'
import { cancelSubscriptionFields, onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'
import { toDay } from '../to-day.ts'

export const cancelSubscriptionSchema: z.ZodType<ParsedOrder> = z
  .strictObject({
    order_type: z.literal('cancel_subscription'),
    ...onSubscriptionFields,
    ...cancelSubscriptionFields,
  })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'cancel_subscription',
      target: toTarget(wire),
      cancelAt: wire.cancelDate === undefined ? undefined : toDay(wire.cancelDate),
      settle: wire.settle ?? 'none',
      information: wire.data ?? {},
    },
    payment: undefined,
  }))
