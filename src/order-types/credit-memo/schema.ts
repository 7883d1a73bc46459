import { z } from 'zod'
import { creditMemoFields, onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'

const defaultReason = 'goodwill'

export const creditMemoSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('credit_memo'), ...onSubscriptionFields, ...creditMemoFields })
  .superRefine(({ amount, items }, context) => {
    if ((amount === undefined) === (items === undefined))
      context.addIssue({ code: 'custom', path: ['amount'], message: 'either amount or items is needed' })
    const ids = items?.map(({ invoiceItemId }) => invoiceItemId) ?? []
    const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index)
    if (twice !== -1)
      context.addIssue({
        code: 'custom',
        path: ['items', twice, 'invoiceItemId'],
        message: 'is named twice; add its amounts up',
      })
  })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: {
      type: 'credit_memo',
      target: toTarget(wire),
      amount: wire.amount,
      items: wire.items,
      as: wire.as ?? 'balance',
      reason: wire.reason ?? defaultReason,
    },
    payment: undefined,
  }))
