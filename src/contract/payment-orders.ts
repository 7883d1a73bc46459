import { z } from 'zod'
import { address, described } from './parts.ts'
import { payment } from './payment.ts'

/** The wire of orders about how a subscription is paid: another means of payment, one fewer, and open invoices. */

const heldElsewhere = z.string().trim().min(1).max(200)
const paymentMethodId = z.string().regex(/^pm-[0-9a-f]{32}$/, 'must be "pm-" and 32 hex digits')
const means = <T extends string>(type: T) =>
  described(z.literal(type), 'Which means of payment this is.', type)

/** Means of payment that another system holds and charges. Only the names are kept; whatever else is sent along is not. */
export const paymentElsewhere = [
  z
    .strictObject({
      type: means('zuora'),
      zuora: z.looseObject({
        refId: described(heldElsewhere, 'The payment method in Zuora.', '8ad09be48c1f7d55018c2102199466bd'),
        paymentGateway: described(heldElsewhere, 'The gateway behind it.', 'Stripe UK').optional(),
      }),
    })
    .meta({ description: 'By a payment method that Zuora holds; API clients only.' }),
  z
    .strictObject({
      type: means('external'),
      external: z.looseObject({
        provider: described(heldElsewhere, 'Who holds it, or took the money.', 'bank_transfer'),
        reference: described(heldElsewhere, 'Its name there.', 'HSBC-2026-0042'),
      }),
    })
    .meta({
      description: 'By a means that somebody else holds, or has taken the money by; API clients only.',
    }),
] as const

/** How a subscription is paid from now on, or an open invoice was paid. */
export const paymentOnSubscription = z
  .discriminatedUnion('type', [...payment.options, ...paymentElsewhere])
  .meta({ description: 'How it is paid.', examples: [{ type: 'sandbox', sandbox: { token: 'tok_ok' } }] })

export type WirePaymentOnSubscription = z.output<typeof paymentOnSubscription>

export const changePaymentFields = {
  payment: paymentOnSubscription.optional(),
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
  payment: paymentOnSubscription.optional(),
}
