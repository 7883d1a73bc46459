import { z } from 'zod'
import { changePaymentFields } from '../../contract/payment-orders.ts'
import { onSubscriptionFields } from '../../contract/subscription-order.ts'
import { toEnvelope } from '../envelope.ts'
import type { ParsedOrder } from '../order-type.ts'
import { checkPeople, toAddress } from '../people.ts'
import { toTarget } from '../target.ts'
import { toAnyPayment, toMeans } from '../to-payment.ts'

export const changePaymentSchema: z.ZodType<ParsedOrder> = z
  .strictObject({ order_type: z.literal('change_payment'), ...onSubscriptionFields, ...changePaymentFields })
  .superRefine(checkPeople)
  .transform((wire) => {
    const payment = wire.payment === undefined ? undefined : toAnyPayment(wire.payment)
    return {
      envelope: toEnvelope(wire),
      order: {
        type: 'change_payment',
        target: toTarget(wire),
        means: toMeans(payment),
        wholeCustomer: wire.applyTo === 'customer',
        billing: toAddress(wire.billingDetails),
      },
      payment: payment?.type === 'elsewhere' ? undefined : payment,
    }
  })
