import { z } from 'zod'
import { currencyCode, described, localDate } from './parts.ts'

const money = (description: string, example: string) => described(z.string().nullable(), description, example)

const difference = z
  .object({
    kind: described(
      z.enum([
        'missing_here',
        'missing_there',
        'amount_differs',
        'refund_missing_here',
        'refund_missing_there',
        'still_held',
        'made_elsewhere',
      ]),
      '`missing_here`, `missing_there`: one side alone has the payment; `amount_differs`; `refund_missing_here`, `refund_missing_there`: the same of a refund; `still_held`: authorised for longer than an hour, and nobody is at it; `made_elsewhere`: nobody here asked for it.',
      'missing_here',
    ),
    id: described(
      z.string().nullable(),
      'Our payment or refund; where there is none our key, if the gateway has one.',
      'order-4dd195c3eee4297e33aecb5436cf8092:auth:1',
    ),
    gatewayReference: described(z.string().nullable(), 'The name of it over there.', 'pi_1Q2w3E4r5T6y'),
    amountHere: money('What stands here; null: nothing.', '36.00'),
    amountThere: money('What stands there; null: nothing.', '36.00'),
    currency: currencyCode,
    advice: described(
      z.string(),
      'What to do about it.',
      'This money is held on a card and no order is waiting for it: void it in the dashboard of the gateway.',
    ),
  })
  .meta({ description: 'One difference.' })

const reconciliation = z
  .object({
    gateway: described(z.string(), 'Whose books were compared with ours.', 'stripe'),
    day: described(localDate, 'The day, midnight to midnight UTC.', '2026-11-21'),
    ranAt: described(z.string(), 'When it was last compared, UTC.', '2026-11-22T02:00:04.000Z'),
    payments: described(z.number().int(), 'How many payments were compared, of both sides together.', 412),
    refunds: described(z.number().int(), 'How many refunds.', 7),
    differences: z.array(difference).meta({ description: 'Every difference; empty: the books agree.' }),
  })
  .meta({ description: 'What came of comparing one day.' })

export const reconciliationsQuery = z.strictObject({
  limit: described(z.coerce.number().int().min(1).max(100).default(50), 'How many days, 1 to 100.', 50),
  queryMore: described(z.string().max(500).optional(), 'From the page before.', 'WyIyMDI2LTExLTIx…'),
})

export const reconciliationsAnswer = z
  .object({
    items: z.array(reconciliation).meta({ description: 'Newest day first.' }),
    queryMore: described(
      z.string().nullable(),
      'Send it back as `queryMore` for the next page; null on the last one.',
      null,
    ),
  })
  .meta({ description: 'A page of reconciliations.' })
