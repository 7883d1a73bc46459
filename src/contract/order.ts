import { z } from 'zod'
import { onePromoCode, orderDiscount, promoCodes } from './discount.ts'
import {
  address,
  basketId,
  country,
  customerDetails,
  customFields,
  described,
  keptText,
  orderItem,
  ownerId,
  tracking,
} from './parts.ts'
import { anyPayment } from './payment.ts'

/** The wire of orders: what every order carries, what `new` adds, and the answer to a submit. */

const exampleBasket = 'basket-22e3d318-92e2-4909-b59c-1265623bc3f6'
const text = (max: number) => z.string().trim().min(1).max(max)

export const envelopeFields = {
  external_id: described(
    keptText(128),
    'Your own reference of this order, echoed back. The same one with the same body answers the first order again.',
    'EXT-ORD-12345',
  ).optional(),
  initiated_source: described(
    keptText(100),
    'Where the order began: `shop`, `salesforce`, or a value of your own.',
    'shop',
  ).optional(),
  source: described(
    keptText(100),
    'The system that sends the order: `shop`, `salesforce`, or a value of your own.',
    'shop',
  ).optional(),
  process_immediately: described(
    z.boolean(),
    '`true`: the answer holds the final result. `false`: the order is queued and the answer comes at once.',
    true,
  ).optional(),
  owner: described(
    ownerId,
    'Who shall own what the order creates; decided by `tracking.accountId` or made when absent.',
    'id-62401f8d5bf6b26a37ea0defd66fd005',
  ).optional(),
  tracking: tracking.optional(),
  customFields: customFields.optional(),
  preview_id: described(
    text(65_536),
    'From a preview: the order does exactly what it showed, or answers 409 `changes_differ`.',
    'eyJ2IjoxfQ.Zk3v0S5o9C1kq2Tn7xW4yA',
  ).optional(),
  expected_fingerprint: described(
    text(128),
    'Fingerprint from a preview: planned now, the order must come to the same figures.',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  ).optional(),
  mode: described(text(32), 'Taken and not used; always `production`.', 'production').optional(),
  __spec_version: described(text(16), 'Taken and not used.', '2').optional(),
  userDetails: z
    .record(z.string(), z.unknown())
    .meta({ description: 'Taken and not used.', examples: [{}] })
    .optional(),
}

/** An item may leave out its `offer` when the basket holds an item of the same `id`. */
const requestedItems = z
  .array(orderItem.partial({ offer: true }))
  .min(1, 'must hold at least one item')
  .max(100)
  .meta({
    description:
      'What is bought; several offers make several subscriptions. With an existing basket it may be left out, or must equal it. The customer of a link sends `id` and `quantity` alone.',
    examples: [
      [
        {
          offer: {
            id: '8a512ee55befaea0f7fa962cea9982d0e84f0098',
            version: '4dd34671f26fdbbf240560b78f7f2f54654cde72',
          },
          quantity: 1,
        },
      ],
    ],
  })

export const newOrderFields = {
  checkoutId: described(
    basketId,
    'The basket that is bought, or a fresh `basket-<uuid>` together with `orderItems`.',
    exampleBasket,
  ).optional(),
  orderItems: requestedItems.optional(),
  payment: anyPayment.optional(),
  orderDate: described(
    z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
      error: 'must be a date-time such as 2026-12-01T00:00:00Z, or a date',
    }),
    'The day the subscriptions start: a date-time means its local day, a date is a local day. Absent: at once.',
    '2026-12-01T00:00:00Z',
  ).optional(),
  country: country.optional(),
  customerDetails: customerDetails.optional(),
  billingDetails: address.optional(),
  deliveryDetails: address.optional(),
  setBillingTheSameAsDelivery: described(
    z.union([z.literal('on'), z.literal('off'), z.boolean()]),
    '`on`: the billing address is the delivery address.',
    'on',
  ).optional(),
  orderDiscount: orderDiscount.optional(),
  promoCodes: promoCodes.optional(),
  promoCode: onePromoCode.optional(),
}

/** Fields of `new` that come later and are refused as soon as they are there. */
export const unsupportedFields: readonly string[] = [
  'forPartner',
  'redeemCode',
  'studentDetails',
  'autoRenew',
]

/** What the buyer has to do next. */
export const nextAction = z
  .object({
    type: described(z.literal('redirect'), 'What to do.', 'redirect'),
    url: described(
      z.string(),
      "Where to send the buyer; a path is one of this server's. They come back by themselves.",
      'https://hooks.stripe.com/3d_secure_2/hosted?merchant=acct_1',
    ),
  })
  .meta({ description: 'There when the bank wants to see the buyer before it pays.' })

export const submitAnswer = z
  .object({
    id: described(z.string(), 'The order.', 'order-4dd195c3eee4297e33aecb5436cf8092'),
    order_reference: described(z.string(), 'Its code for people.', '8HK92PL401QW'),
    status: described(
      z.enum(['submitted', 'processing', 'pending-payment', 'scheduled', 'complete', 'failed', 'cancelled']),
      'Where it stands.',
      'complete',
    ),
    external_id: described(z.string().nullable(), 'Your own reference, as it was sent.', 'EXT-ORD-12345'),
    subscriptionReference: described(
      z.string().nullable(),
      'The first subscription that the order makes or changes.',
      '2TJ25TK632EG',
    ),
    owner: described(ownerId, 'Who owns what the order creates.', 'id-62401f8d5bf6b26a37ea0defd66fd005'),
    subscriptions: z
      .array(
        z.object({
          id: described(z.string(), 'The subscription.', 'sub-0f343b0931126a20f133d67c2b018a3b'),
          reference: described(z.string(), 'Its code for people.', '2TJ25TK632EG'),
          orderItemId: described(
            z.string(),
            'The item of the order that made it.',
            'b92ac9d8-40b5-4296-8859-2cc2535a8938',
          ),
        }),
      )
      .meta({ description: 'One for each offer that was bought.' }),
    checkoutId: described(basketId.nullable(), 'The basket that was bought.', exampleBasket),
    nextAction: nextAction.optional(),
  })
  .meta({ id: 'OrderAnswer', description: 'An accepted order.' })

export type SubmitAnswer = z.output<typeof submitAnswer>
