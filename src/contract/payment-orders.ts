import { z } from 'zod'
import { address, described } from './parts.ts'
import { anyPayment } from './payment.ts'

/** The wire of orders about how a subscription is paid: another means of payment, one fewer, and open invoices. */

const paymentMethodId = z.string().regex(/^pm-[0-9a-f]{32}$/, 'must be "pm-" and 32 hex digits')
export const changePaymentFields = {
  payment: anyPayment.optional(),
  applyTo: described(
    z.enum(['subscription', 'customer']),
    'For whom it holds: the one subscription (the default), or every subscription of the same customer.',
    'subscription',
  ).optional(),
  billingDetails: address.optional(),
}

export const deletePaymentMethodFields = {
  paymentMethod: z
    .strictObject({
      id: described(paymentMethodId, 'The saved payment method.', 'pm-0f343b0931126a20f133d67c2b018a3b'),
    })
    .meta({ description: 'What is to be deleted.' }),
}

const amountToPay = described(
  z.union([z.string().trim().max(30), z.number()]),
  "How much of it; a decimal string with the currency's own decimals, or a number. Absent: whatever is open of it.",
  '19.99',
)

export const payInvoiceFields = {
  invoice: z
    .strictObject({
      id: described(
        z.string().min(1).max(128),
        'The invoice; one of the subscription.',
        'invoice-2c983a94fbfd0d3663ec0cb9d9773670',
      ),
      items: z
        .array(
          z.strictObject({
            id: described(
              z.string().min(1).max(128),
              'The line of the invoice.',
              'invoice_item-2c983a94fbfd0d3663ec0cb9d9773670',
            ),
            amount: amountToPay.optional(),
          }),
        )
        .min(1, 'must hold at least one item')
        .max(1000)
        .meta({ description: 'Which of its lines are paid. Absent: everything that is open.' })
        .optional(),
    })
    .meta({
      description: 'The invoice to pay. Absent: every open one of the subscription, the oldest first.',
    })
    .optional(),
  payment: anyPayment.optional(),
}
