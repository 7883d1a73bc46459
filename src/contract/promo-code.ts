import { z } from 'zod'
import { checkDiscount, discountFields, productDetails, specifiedItems } from './discount.ts'
import { envelope } from './objects.ts'
import { described } from './parts.ts'

/** The wire of promo codes: `POST` and `DELETE` of `/api/objects/limio/promo_codes_v2`. */

const code = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9]{1,50}$/, 'must be 1 to 50 letters and digits')

const day = z.union([z.iso.datetime({ offset: true }), z.iso.date()], {
  error: 'must be a date such as 2026-11-01, or a date-time',
})

export const promoCodeData = z
  .strictObject({
    promoCode: described(code, 'What people type; kept in upper case.', 'SPRING20').optional(),
    applicationLevel: described(
      z.enum(['wholeBasket', 'selectedItems']),
      '`selectedItems`: for the offers named in `orderItemsWithSpecifiedDiscount` alone.',
      'wholeBasket',
    ).optional(),
    status: described(z.boolean(), '`false`: it cannot be used.', true).optional(),
    description: described(z.string().max(1000), 'For yourself; customers do not see it.', 'Spring campaign')
      .nullable()
      .optional(),
    promoStartDate: described(
      day,
      'The first day on which it can be used, by the business clock; from now on when absent.',
      '2026-11-01',
    )
      .nullable()
      .optional(),
    promoExpiryDate: described(
      day,
      'The last day on which it can be used; a date-time is the first instant at which it cannot. Never when absent.',
      '2026-12-31',
    )
      .nullable()
      .optional(),
    productDetails: productDetails.nullable().optional(),
    usage: z
      .strictObject({
        availableQuantity: described(
          z.number().int('must be a whole number').min(0).max(1_000_000_000),
          'How many orders may use it; without limit when absent.',
          100,
        )
          .nullable()
          .optional(),
      })
      .meta({ description: 'How often it may be used.' })
      .nullable()
      .optional(),
    combinable: described(
      z.boolean(),
      'May it be used beside other codes that are combinable, and beside a discount of the order? `false` when absent.',
      false,
    ).optional(),
    orderItemsWithSpecifiedDiscount: specifiedItems.nullable().optional(),
    discount: z
      .strictObject(discountFields)
      .superRefine(checkDiscount)
      .meta({ description: 'What it takes off.' }),
  })
  .meta({ description: 'The code, when it can be used, and what it gives.' })

export const promoCodeBody = z
  .strictObject({
    name: described(
      z.string().trim().min(1).max(100),
      'What you call it; the code when absent.',
      'SPRING20',
    ).optional(),
    id: described(
      z.string().max(128),
      '`promo_code_v2-` and the code; made when absent.',
      'promo_code_v2-SPRING20',
    ).optional(),
    data: promoCodeData,
  })
  .meta({ description: 'A promo code.' })

export type PromoCodeBody = z.output<typeof promoCodeBody>

export const promoCodeAnswer = envelope
export const promoCodeParams = z.object({
  id: described(z.string().min(1).max(128), 'The id of the promo code.', 'promo_code_v2-SPRING20'),
})
