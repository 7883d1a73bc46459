import { z } from 'zod'
import { envelopeFields } from '../../contract/order.ts'
import { deletePaymentMethodFields } from '../../contract/payment-orders.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'

export const deletePaymentMethodSchema: z.ZodType<ParsedOrder> = z
  .strictObject({
    order_type: z.literal('delete_payment_method'),
    ...envelopeFields,
    ...deletePaymentMethodFields,
  })
  .transform((wire) => ({
    envelope: toEnvelope(wire),
    order: { type: 'delete_payment_method', paymentMethodId: wire.paymentMethod.id },
    payment: undefined,
  }))
