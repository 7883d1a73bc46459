import { z } from 'zod'
import { described } from './parts.ts'

/** The wire of payments that are recorded from a list: `POST /api/admin/payments/import`. */

const source = described(
  z.string().trim().min(1).max(100),
  'The system that took the money; a payment is recorded once under its reference there.',
  'bank',
)

const payment = z
  .strictObject({
    invoice: described(
      z.string().trim().min(1).max(128),
      'The invoice that was paid: its id, or its number.',
      'INV-000042',
    ),
    amount: described(
      z.union([z.string().trim().min(1).max(30), z.number()]),
      "How much was paid, with the currency's own decimals; at most what is open.",
      '19.99',
    ),
    currency: described(
      z.string().regex(/^[A-Z]{3}$/, 'must be an upper-case ISO 4217 code'),
      'Must be that of the invoice.',
      'GBP',
    ),
    reference: described(
      z.string().trim().min(1).max(100),
      'Its name in the system that took it.',
      'HSBC-2026-0042',
    ),
    paidAt: described(
      z.iso.datetime({ offset: true, error: 'must be a date-time such as 2026-12-01T00:00:00Z' }),
      'When the money came; now when absent, never later.',
      '2026-12-01T09:30:00Z',
    ).optional(),
  })
  .meta({ description: 'One payment of one invoice.' })

export const mostImported = 500

export const paymentImportBody = z
  .strictObject({
    source: source.optional(),
    payments: z
      .array(payment)
      .min(1, 'must hold at least one payment')
      .max(mostImported)
      .meta({
        description: `The payments, in the order in which they are recorded; at most ${mostImported}.`,
      }),
  })
  .meta({ description: 'Payments that another system took. `source` is `import` when absent.' })

const result = z
  .object({
    reference: described(z.string(), 'The payment, as it was sent.', 'HSBC-2026-0042'),
    invoice: described(z.string(), 'The invoice, as it was sent.', 'INV-000042'),
    status: described(
      z.enum(['recorded', 'refused']),
      '`recorded`: it is written down, now or by an earlier import of the same payment.',
      'recorded',
    ),
    order: described(
      z.string().nullable(),
      'The `pay_invoice` order that recorded it.',
      'order-4dd195c3eee4297e33aecb5436cf8092',
    ),
    code: described(z.string().nullable(), 'Why it was refused.', 'more_than_open'),
    message: described(
      z.string().nullable(),
      'The same in words.',
      'Only 10.00 GBP is open there on invoice 8HK92PL401QW.',
    ),
  })
  .meta({ description: 'What became of one payment.' })

export const paymentImportAnswer = z
  .object({
    recorded: described(z.int(), 'How many are written down.', 1),
    refused: described(z.int(), 'How many are not; the others are.', 0),
    results: z.array(result).meta({ description: 'One for each payment, in the same order.' }),
  })
  .meta({ description: 'What became of every payment.' })

export type PaymentImport = z.output<typeof paymentImportBody>
export type PaymentImportResult = z.output<typeof result>
