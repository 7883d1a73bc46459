import { z } from 'zod'
import { described } from './parts.ts'

const refundId = described(
  z.string().min(1).max(128),
  'The refund.',
  'refund-2c983a94fbfd0d3663ec0cb9d9773670',
)

export const settleRefundParams = z.object({ id: refundId })

export const settleRefundBody = z
  .strictObject({
    status: described(
      z.enum(['refunded', 'failed']),
      '`refunded`: the money went back. `failed`: it did not, and is balance of its credit memo again.',
      'refunded',
    ),
    reference: described(
      z.string().trim().min(1).max(200),
      'What it is called there: the transfer, the id of the other system.',
      'HSBC-20261122-17',
    ).optional(),
  })
  .meta({ description: 'What came of the refund.' })

export const settledRefund = z
  .object({
    id: refundId,
    status: described(z.enum(['refunded', 'failed']), 'How it stands.', 'refunded'),
    gatewayReference: described(
      z.string().nullable(),
      'What it is called there; null where nobody said.',
      'HSBC-20261122-17',
    ),
  })
  .meta({ description: 'The refund, settled.' })
