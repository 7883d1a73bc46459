import { z } from 'zod'
import { payInvoiceFields } from '../../contract/payment-orders.ts'
import { onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { toTarget } from '../target.ts'
import { toAnyPayment, toMeans } from '../to-payment.ts'

export const payInvoiceSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('pay_invoice'), ...onSubscriptionFields, ...payInvoiceFields })
  .transform((wire) => {
    const payment = wire.payment === undefined ? undefined : toAnyPayment(wire.payment)
    return {
      envelope: toEnvelope(wire),
      order: {
        type: 'pay_invoice',
        target: toTarget(wire),
        invoiceId: wire.invoice?.id,
        items: wire.invoice?.items?.map(({ id, amount }) => ({
          id,
          amount: amount === undefined ? undefined : String(amount),
        })),
        means: toMeans(payment),
      },
      payment: payment?.type === 'elsewhere' ? undefined : payment,
    }
  })
