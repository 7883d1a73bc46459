import { z } from 'zod'
import { described } from './parts.ts'

export const mailsQuery = z.strictObject({
  to: described(z.string().max(254), 'Only mails to this address.', 'ada@example.com').optional(),
  limit: described(z.coerce.number().int().min(1).max(100), 'How many to answer.', 50).default(50),
  queryMore: described(
    z.string().max(500),
    'From the page before, to get the next one.',
    'NDI.q1w2e3',
  ).optional(),
})

export const mailsAnswer = z.object({
  items: z
    .array(
      z.object({
        key: described(z.string(), 'Names the mail; the same key is sent once.', 'receipt/order-5b0f6a3c'),
        to: described(z.string(), 'To whom.', 'ada@example.com'),
        subject: described(z.string(), 'Its subject.', 'Your receipt'),
        text: described(z.string(), 'Its plain text.', 'Thank you, Ada.'),
        html: described(z.string(), 'The same as HTML.', '<p>Thank you, Ada.</p>'),
        created: described(
          z.string(),
          'When it was written, by the business clock.',
          '2026-11-22T04:50:51.000Z',
        ),
        sent: described(
          z.string().nullable(),
          'When it was sent; null while it waits.',
          '2026-11-22T04:50:52.000Z',
        ),
      }),
    )
    .meta({ description: 'Newest first.' }),
  queryMore: described(z.string().nullable(), 'Send it to get the next page; null at the end.', null),
})
