import { z } from 'zod'
import { described } from './parts.ts'

const token = <T extends z.ZodType>(form: T, example: string) =>
  described(
    form,
    'The single-use token that the card element made in the browser. Never a card number.',
    example,
  )

const sandboxToken = z
  .string()
  .regex(/^tok_[a-z0-9_]{1,60}$/, 'must be a token of the card element, such as tok_ok; never a card number')

const stripeToken = z
  .string()
  .regex(
    /^(ctoken|pm)_\w{1,250}$/,
    'must begin with ctoken_ or pm_, as the card element gave it; never a card number',
  )

const means = <T extends string>(type: T) =>
  described(z.literal(type), 'Which means of payment this is.', type)

/** Cards, as the elements of gateways give them. */
export const cardPayments = [
  z
    .strictObject({
      type: means('sandbox'),
      sandbox: z.strictObject({ token: token(sandboxToken, 'tok_ok') }),
    })
    .meta({ description: 'By a test card of the sandbox.' }),
  z
    .strictObject({
      type: means('stripe'),
      stripe: z.looseObject({ token: token(stripeToken, 'ctoken_1RZf2y2eZvKYlo2C') }),
    })
    .meta({ description: 'By card, through Stripe.' }),
] as const

/** How an order is paid. */
export const payment = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: means('invoice') })
      .meta({ description: 'By invoice: the order completes first and is paid later.' }),
    ...cardPayments,
    z
      .strictObject({
        type: means('token'),
        token: z.strictObject({
          id: described(
            z.string().regex(/^pm-[0-9a-f]{32}$/, 'must be "pm-" and 32 hex digits'),
            'A saved payment method.',
            'pm-0f343b0931126a20f133d67c2b018a3b',
          ),
        }),
      })
      .meta({ description: 'By a method saved earlier; API clients only.' }),
  ])
  .meta({ description: 'How the order is paid.', examples: [{ type: 'invoice' }] })

const heldElsewhere = z.string().trim().min(1).max(200)
/** Means of payment that another system holds and charges. Only the names are kept; whatever else is sent along is not. */
const paymentElsewhere = [
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

/** The same, or by what another system holds, charges or was paid by. */
export const anyPayment = z
  .discriminatedUnion('type', [...payment.options, ...paymentElsewhere])
  .meta({ description: 'How it is paid.', examples: [{ type: 'sandbox', sandbox: { token: 'tok_ok' } }] })

/** Payment types that belong to the contract and are not taken here. */
export const unsupportedPaymentTypes: readonly string[] = ['paypal', 'direct_debit']

export type WirePayment = z.output<typeof payment>
export type WireAnyPayment = z.output<typeof anyPayment>
