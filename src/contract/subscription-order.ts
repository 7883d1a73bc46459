import { z } from 'zod'
import { envelopeFields } from './order.ts'
import { address, customerDetails, described, freeObject, offerRef, quantity } from './parts.ts'
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
    z.literal('none'),
    'What happens to what is paid and not used: `none` keeps it.',
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
  customerDetails: customerDetails.meta({ description: 'What is new; what is not named stays.' }),
}
