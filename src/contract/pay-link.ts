import { z } from 'zod'
import { nextAction } from './order.ts'
import { described } from './parts.ts'
import { cardPayments } from './payment.ts'

/** The wire of payment links: making one, paying with it, asking how it stands. */

const payToken = described(z.string().min(1).max(500), 'The end of a payment link.', 'aW52b2ljZS0yYzk4.Qx8')

/** What a card element gives. Whoever holds a link pays with nothing else, and names no saved method. */
const cardPayment = z.discriminatedUnion('type', cardPayments).meta({
  description: 'A card of the card element.',
  examples: [{ type: 'sandbox', sandbox: { token: 'tok_ok' } }],
})

export const payBody = z.strictObject({ token: payToken, payment: cardPayment.optional() }).meta({
  description: 'Pays the invoice of a link. Without `payment`: with what its subscription is charged with.',
})

export const payResumeBody = z.strictObject({ token: payToken })

export const payAnswer = z
  .object({
    status: described(
      z.enum(['submitted', 'processing', 'pending-payment', 'scheduled', 'complete', 'failed', 'cancelled']),
      'Where the payment stands; `complete`: the invoice is paid, whoever paid it.',
      'complete',
    ),
    nextAction: nextAction.optional(),
  })
  .meta({ description: 'How the payment of the invoice stands.' })

export type PayAnswer = z.output<typeof payAnswer>

export const invoiceParams = z.object({
  id: described(z.string().min(1).max(128), 'The invoice.', 'invoice-2c983a94fbfd0d3663ec0cb9d9773670'),
})

export const payLinkAnswer = z
  .object({
    url: described(
      z.string(),
      'The address for the customer. Whoever has it sees what is due and can pay it.',
      'https://shop.example.com/pay/aW52b2ljZS0yYzk4.Qx8',
    ),
    expiresAt: described(z.string(), 'Until when it works, by the system clock.', '2027-01-21T04:50:51.000Z'),
  })
  .meta({ description: 'A payment link.' })
