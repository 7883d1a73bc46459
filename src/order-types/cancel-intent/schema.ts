import { z } from 'zod'
import { cancelIntentFields, onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'

export const cancelIntentSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('cancel_intent'), ...onSubscriptionFields, ...cancelIntentFields })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'cancel_intent',
      target: toTarget(wire),
      information: { ...wire.data, ...wire.cancelInformation },
    },
    payment: undefined,
  }))
