import { z } from 'zod'
import { described, localDate } from './parts.ts'

const instant = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 instant with Z or an offset' })

/** How far to move the clock: exactly one of the two. */
export const advanceRequest = z
  .strictObject({
    advanceTo: described(
      z.union([instant, localDate]),
      "Where to move the clock: an instant, or a day (its midnight in the account's time zone).",
      '2027-01-01T00:00:00Z',
    ).optional(),
    advanceBy: described(
      z.iso.duration('must be an ISO 8601 duration, such as P1M or PT36H'),
      "How far to move the clock. Days and longer are counted on the calendar of the account's time zone.",
      'P1M',
    ).optional(),
  })
  .refine((body) => (body.advanceTo === undefined) !== (body.advanceBy === undefined), {
    message: 'send either advanceTo or advanceBy',
  })
  .meta({ description: 'How far to move the business clock.' })

const businessNow = described(z.string(), 'Now by the business clock.', '2027-01-01T00:00:00.000Z')

const clockRun = z
  .object({
    id: described(z.string(), 'This advance of the clock.', 'clock_run-4a1f0c4d1f0b4c6d8e2a7b9c0d1e2f30'),
    status: described(z.enum(['running', 'done', 'failed']), 'Does it still go on?', 'done'),
    counts: described(
      z.record(z.string(), z.number().int()),
      'How often each kind of thing happened, by the type of its event.',
      { 'invoice.issued': 1, 'payment.captured': 1 },
    ),
  })
  .meta({ description: 'One advance of the clock.' })

export const clockAnswer = z.object({
  now: businessNow,
  run: clockRun.nullable().meta({ description: 'The newest advance; null when the clock was never moved.' }),
})

export const advanceAnswer = z.object({
  now: businessNow,
  run: clockRun,
  entries: z
    .array(
      z.object({
        seq: described(z.number().int(), 'Position in the log of events.', 42),
        at: described(z.string(), 'When it happened, by the business clock.', '2026-12-22T00:00:00.000Z'),
        type: described(z.string(), 'What happened.', 'invoice.issued'),
        id: described(z.string(), 'The object it happened to.', 'invoice-5b0f6a3c1d2e4f5061728394a5b6c7d8'),
        orderId: described(
          z.string().nullable(),
          'The order it goes back to, if any.',
          'order-5b0f6a3c1d2e4f5061728394a5b6c7d8',
        ),
      }),
    )
    .meta({ description: 'The first hundred things that happened, in order.' }),
  cursor: described(
    z.string(),
    'Position in the log of events: what happened beyond `entries` comes after it.',
    '42',
  ),
})
