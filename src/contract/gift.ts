import { z } from 'zod'
import { envelopeFields, newOrderFields } from './order.ts'
import { address, country, described } from './parts.ts'
import { onSubscriptionFields } from './subscription-order.ts'

/** The wire of gifts: what buying one adds to `new`, and what claiming one takes. */

const day = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be a date-time such as 2026-12-24T00:00:00Z, or a date',
})

const recipientDetails = address
  .extend({
    sendEmail: described(
      z.boolean(),
      'Whether the recipient is sent the gift by mail. Absent: where there is an `email`.',
      true,
    ).optional(),
    startNow: described(
      z.boolean(),
      '`true`: it is sent at once; not together with a later `deliveryDate`.',
      false,
    ).optional(),
    giftMessage: described(z.string().trim().max(1000), 'A word to the recipient.', 'Enjoy!').optional(),
    deliveryDate: described(
      day,
      'The day on which it is sent, at most a year ahead. Absent: at once.',
      '2026-12-24',
    ).optional(),
  })
  .meta({ description: 'Who is given the gift, and how it gets to them.' })

export const giftFields = {
  isGift: described(
    z.boolean(),
    '`true`: what is bought is given away. Its offers must be sold as gifts (`is_gift__limio`); with `false` they must not be. Absent: as the offers say.',
    true,
  ).optional(),
  recipientDetails: recipientDetails.optional(),
  autoRenew: described(
    z.literal(false),
    'A gift never renews by itself; `false` is taken.',
    false,
  ).optional(),
}

export const redeemCode = described(
  z.string().trim().min(1).max(64),
  'The code of the gift: twenty characters; case, blanks and dashes do not matter.',
  '7Q2MX-0B9KD-3HVWE-RT56Z',
)

/** A claim: `new` with `isRedeem` and `redeemCode`. No payment. */
export const redeemFields = {
  ...envelopeFields,
  isRedeem: described(z.literal(true), 'Claims the gift of `redeemCode`.', true).optional(),
  redeemCode,
  checkoutId: newOrderFields.checkoutId,
  country,
  customerDetails: newOrderFields.customerDetails,
  billingDetails: newOrderFields.billingDetails,
  deliveryDetails: newOrderFields.deliveryDetails,
}

export const giftRefundFields = onSubscriptionFields
