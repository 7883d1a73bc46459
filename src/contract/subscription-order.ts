import { z } from 'zod'
import { envelopeFields } from './order.ts'
import {
  address,
  country,
  customerDetails,
  described,
  freeObject,
  keptText,
  offerRef,
  orderItem,
  quantity,
} from './parts.ts'
import { payment } from './payment.ts'

/** The wire of orders on a subscription that is there. */

const reference = z.string().regex(/^[0-9A-Z]{12}$/, 'must be 12 upper-case letters and digits')
const subscriptionId = z.string().regex(/^sub-[0-9a-f]{32}$/, 'must be "sub-" and 32 hex digits')

export const targetFields = {
  forSubscription: z
    .union([
      z.strictObject({
        id: described(subscriptionId, 'The subscription.', 'sub-0f343b0931126a20f133d67c2b018a3b'),
      }),
      z.strictObject({ name: described(reference, 'Its code for people.', '2TJ25TK632EG') }),
    ])
    .meta({ description: 'The subscription the order is about, by `id` or by `name`.' })
    .optional(),
  subscriptionId: described(
    subscriptionId,
    'The same, flat.',
    'sub-0f343b0931126a20f133d67c2b018a3b',
  ).optional(),
  subscriptionRef: described(reference, 'The same, flat, by its code for people.', '2TJ25TK632EG').optional(),
}

/** Fields that other systems send along with every order; taken, not used. */
const alongFields = {
  customerId: described(
    z.string().max(128),
    'Taken and not used.',
    'cus-04b52a349fb8535ec1b5d0a501077c05',
  ).optional(),
  data: freeObject('Reason and whatever else belongs to it; kept on the order and its events.', {
    reason: { id: 'too_expensive' },
  }).optional(),
}

export const onSubscriptionFields = { ...envelopeFields, ...targetFields, ...alongFields }

const day = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be a date-time such as 2026-12-31T00:00:00Z, or a date',
})

export const cancelSubscriptionFields = {
  cancelDate: described(
    day,
    'The first day on which it is no longer held; today ends it at once. Absent: when its term ends.',
    '2026-12-31',
  ).optional(),
  settle: described(
    z.enum(['none', 'credit', 'refund']),
    'What happens to what is paid and not used on that day: `none` (the default) keeps it, `credit` makes it balance, `refund` sends it back to where it was paid from and needs the scope `order:update_refund`.',
    'none',
  ).optional(),
}

/** What storefronts send along for tax; addresses are changed by `change_address`. */
const placeFields = {
  billingDetails: address
    .meta({ description: 'Taken and not used; `change_address` changes it.' })
    .optional(),
  deliveryDetails: address
    .meta({ description: 'Taken and not used; `change_address` changes it.' })
    .optional(),
}

export const changeOfferFields = {
  change_type: described(z.string().max(64), 'Taken and not used.', 'change_offer').optional(),
  offer: offerRef.meta({ description: 'The offer that takes the place of the subscription’s.' }),
  quantity: quantity
    .meta({ description: 'How many of it; as many as now when absent.', examples: [1] })
    .optional(),
  effectiveDate: described(
    day,
    'The day it takes hold; today is at once. Absent: as the offer’s `switch_date__limio` says, else upgrades at once and downgrades when the term ends.',
    '2026-12-30',
  ).optional(),
  payment: payment.optional(),
  ...placeFields,
  customerDetails: customerDetails
    .meta({ description: 'Taken and not used; `update_customer_details` changes them.' })
    .optional(),
}

const effectiveDate = described(
  day,
  'The day it takes hold; today is at once. Absent: what grows takes hold at once, what shrinks when the term ends.',
  '2026-12-01',
).optional()

const offerUpdate = z.strictObject({
  type: z.enum(['add', 'remove', 'update_quantity', 'change_quantity']).meta({
    description:
      '`add`: so many more, or something new; an offer beside the one that is held takes its place. `remove`: so many fewer, or all. `update_quantity`: so many from now on.',
    examples: ['add'],
  }),
  record_type: described(z.enum(['offer', 'add_on']), 'What it is.', 'add_on'),
  id: described(
    z
      .string()
      .regex(
        /^([0-9a-f]{40}|subscription_offer-[0-9a-f]{32})$/,
        'must be the id of an offer or of a subscription offer',
      ),
    'Of the catalogue; for what is held, of the subscription offer or of the catalogue.',
    '710a512ee55befaea0f7fa962cea9982d0e84f00',
  ),
  version: described(
    offerRef.shape.version,
    'The published version, to add; of what is held when absent.',
    '4dd34671f26fdbbf240560b78f7f2f54654cde72',
  ).optional(),
  quantity: quantity.optional(),
  effective_date: effectiveDate,
  effectiveDate,
})

const withdrawal = z.strictObject({
  type: described(z.literal('withdraw'), 'Takes back a change that is to come.', 'withdraw'),
  id: described(
    z.string().regex(/^pending_change-[0-9a-f]{32}$/, 'must be "pending_change-" and 32 hex digits'),
    'The change, from the list on the subscription.',
    'pending_change-4dd195c3eee4297e33aecb5436cf8092',
  ),
})

export const updateSubscriptionFields = {
  updates: z
    .array(z.union([withdrawal, offerUpdate]))
    .min(1, 'must hold at least one update')
    .max(100)
    .meta({
      description: 'What changes: each with a day of its own.',
      examples: [
        [
          {
            type: 'add',
            record_type: 'add_on',
            id: '710a512ee55befaea0f7fa962cea9982d0e84f00',
            version: '4dd34671f26fdbbf240560b78f7f2f54654cde72',
            quantity: 1,
          },
        ],
      ],
    }),
  payment: payment.optional(),
  ...placeFields,
}

export type WireUpdate = z.output<typeof updateSubscriptionFields.updates>[number]

export const addOfferFields = {
  change_type: described(
    z.enum(['add_offer', 'cancel_save']),
    '`cancel_save`: it keeps somebody from leaving, and takes a cancellation to come back.',
    'cancel_save',
  ).optional(),
  offer: offerRef.meta({ description: 'An offer of kind discount, or an add-on.' }),
  quantity: quantity
    .meta({ description: 'How many of an add-on; a discount is attached once.', examples: [1] })
    .optional(),
  effectiveDate: described(
    day,
    'The day it takes hold; today, from the next charge on, when absent. Nothing invoiced already changes.',
    '2026-12-30',
  ).optional(),
  payment: payment.optional(),
  ...placeFields,
  customerDetails: changeOfferFields.customerDetails,
}

export const cancelIntentFields = {
  orderDate: described(day, 'When it was; taken and not used.', '2026-11-22T02:54:00Z').optional(),
  cancelInformation: freeObject('Why, in the words and values of your own survey.', {
    reason: 'price',
    option: 'pause',
  }).optional(),
}

export const changeAddressFields = {
  type: described(z.enum(['billing', 'delivery']), 'Which address.', 'billing'),
  address,
}

export const updateCustomerDetailsFields = {
  forCustomer: z
    .strictObject({
      id: described(
        z.string().regex(/^cus-[0-9a-f]{32}$/, 'must be "cus-" and 32 hex digits'),
        'The customer.',
        'cus-04b52a349fb8535ec1b5d0a501077c05',
      ),
    })
    .meta({ description: 'The customer the order is about, instead of a subscription of theirs.' })
    .optional(),
  customerDetails: customerDetails.meta({ description: 'What is new; what is not named stays.' }),
}

const decimal = z
  .union([z.string().max(40), z.number()])
  .transform(String)
  .refine(
    (text) => /^\d{1,16}(\.\d+)?$/.test(text) && /[1-9]/.test(text),
    'must be a decimal above zero, such as 19.99',
  )

export const creditMemoFields = {
  amount: described(
    decimal,
    'What is given back, tax included: spread over what was invoiced and not credited yet, the last invoice first. Either this or `items`.',
    '10.00',
  ).optional(),
  items: z
    .array(
      z.strictObject({
        invoiceItemId: described(
          z.string().regex(/^invoice_item-[0-9a-f]{32}$/, 'must be "invoice_item-" and 32 hex digits'),
          'A line of an invoice of the subscription.',
          'invoice_item-2c983a94fbfd0d3663ec0cb9d9773670',
        ),
        amount: described(decimal, 'What is given back of it, tax included.', '5.00'),
      }),
    )
    .min(1)
    .max(100)
    .meta({
      description: 'What is given back of lines of invoices, however old. Either this or `amount`.',
      examples: [[{ invoiceItemId: 'invoice_item-2c983a94fbfd0d3663ec0cb9d9773670', amount: '5.00' }]],
    })
    .optional(),
  as: described(
    z.enum(['balance', 'refund']),
    '`balance` (the default) pays for what comes; `refund` goes back to where it was paid from and needs the scope `order:update_refund`. Either way it lowers first what is still open on the invoices that it corrects.',
    'balance',
  ).optional(),
  reason: described(keptText(500), 'Why; stands on the credit memo.', 'goodwill').optional(),
}

export const addChargeFields = {
  change_type: changeOfferFields.change_type,
  offer: offerRef.meta({ description: 'An offer or add-on whose prices are all charged once.' }),
  quantity: quantity.meta({ description: 'How many of it; one when absent.', examples: [1] }).optional(),
  effectiveDate: described(day, 'The day it is charged; today when absent.', '2026-12-30').optional(),
  payment: payment.optional(),
  ...placeFields,
  customerDetails: changeOfferFields.customerDetails,
}

export const renewFields = {
  orderItems: z
    .array(orderItem.partial({ offer: true }))
    .length(1, 'must hold one item: the offer of the new term')
    .meta({
      description: 'The offer of the new term and how many of it. Absent: as it is now.',
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
    .optional(),
  orderDate: described(
    day,
    'The day the new term begins: the end of the term that runs, or today where it has ended. It may be left out.',
    '2026-12-31',
  ).optional(),
  payment: payment.optional(),
  country: country.meta({ description: 'Taken and not used; a subscription keeps its country.' }).optional(),
  ...placeFields,
  customerDetails: changeOfferFields.customerDetails,
}
