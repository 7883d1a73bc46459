import { z } from 'zod'
import {
  onSubscriptionFields,
  updateSubscriptionFields,
  type WireUpdate,
} from '../../contract/subscription-order.ts'
import type { Update } from '../../domain/order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'
import { toDay } from '../to-day.ts'
import { toPayment } from '../to-payment.ts'

export const updateSubscriptionSchema: z.ZodType<ParsedOrder> = z
  .strictObject({
    order_type: z.literal('update_subscription'),
    ...onSubscriptionFields,
    ...updateSubscriptionFields,
  })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: { type: 'update_subscription', target: toTarget(wire), updates: wire.updates.map(toUpdate) },
    payment: wire.payment === undefined ? undefined : toPayment(wire.payment),
  }))

function toUpdate(wire: WireUpdate): Update {
  if (wire.type === 'withdraw') return { kind: 'withdraw', pendingChangeId: wire.id }
  const on = wire.effective_date ?? wire.effectiveDate
  return {
    kind: wire.type === 'add' || wire.type === 'remove' ? wire.type : 'set_quantity',
    recordType: wire.record_type,
    id: wire.id,
    version: wire.version,
    quantity: wire.quantity,
    effectiveAt: on === undefined ? undefined : toDay(on),
  }
}
