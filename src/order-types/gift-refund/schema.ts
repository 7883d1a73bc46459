import { z } from 'zod'
import { giftRefundFields } from '../../contract/gift.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'

export const giftRefundSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('gift_refund'), ...giftRefundFields })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: { type: 'gift_refund', target: toTarget(wire), information: wire.data ?? {} },
    payment: undefined,
  }))
