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

const means = <T extends string>(type: T) =>
  described(z.literal(type), 'Which means of payment this is.', type)

/** How an order is paid. */
export const payment = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: means('invoice') })
      .meta({ description: 'By invoice: the order completes first and is paid later.' }),
    z
      .strictObject({
        type: means('sandbox'),
        sandbox: z.strictObject({ token: token(sandboxToken, 'tok_ok') }),
      })
      .meta({ description: 'By a test card of the sandbox.' }),
    z
      .strictObject({
        type: means('stripe'),
        stripe: z.looseObject({ token: token(z.string().min(1).max(500), 'pm_card_visa') }),
      })
      .meta({ description: 'By card, through Stripe.' }),
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

/** Payment types that belong to the contract and come later. */
export const laterPaymentTypes: readonly string[] = ['zuora', 'paypal', 'direct_debit', 'external']

export type WirePayment = z.output<typeof payment>
