import { z } from 'zod'
import { described } from './parts.ts'

/** How a discount is written: on an order, and inside a promo code. */

export const durationTypes = ['Days', 'Weeks', 'Months', 'Years', 'Periods'] as const

const name = described(
  z.string().trim().min(1).max(100),
  'What the discount is called on invoices and on the subscription.',
  'WELCOME10',
)

const decimal = (description: string, example: number) =>
  described(
    z.union(
      [z.number().min(0), z.string().regex(/^\d{1,16}(\.\d+)?$/)],
      'must be a number of zero or more, such as 10 or "4.50"',
    ),
    description,
    example,
  )
    .nullable()
    .optional()

/** A path or an id, by itself or as `{path}` or `{id}`. */
const offerName = z.string().trim().min(1).max(512)
const discountedOffer = z
  .union([
    offerName,
    z.looseObject({ path: described(offerName, 'Path of the offer or add-on.', '/offers2/Pro Plan') }),
    z.looseObject({
      id: described(offerName, 'Id of the offer or add-on.', '8a512ee55befaea0f7fa962cea9982d0e84f0098'),
    }),
  ])
  .transform((given) =>
    typeof given === 'string' ? given : 'path' in given ? String(given.path) : String(given.id),
  )

export const specifiedItems = z
  .looseObject({
    discountedOffers: z
      .array(discountedOffer)
      .max(100)
      .meta({
        description: 'Paths or ids of the offers and add-ons that it is for.',
        examples: [['/offers2/Pro Plan']],
      }),
  })
  .meta({ description: 'Limits the discount to some offers; absent: everything that is ordered.' })

export const discountFields = {
  discountType: described(
    z.enum(['DiscountPercentage', 'DiscountFixedAmount']),
    'A part of the price, or an amount for each charge.',
    'DiscountPercentage',
  ),
  percentageDiscount: decimal('For `DiscountPercentage`: above 0, up to 100, at most four decimals.', 10),
  amountDiscount: decimal('For `DiscountFixedAmount`: taken once off everything due on one day.', 5),
  currency: described(
    z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency, such as GBP'),
    'Of `amountDiscount`; the currency of the order when absent.',
    'GBP',
  )
    .nullable()
    .optional(),
  durationLength: described(
    z.number().int('must be a whole number').min(1).max(1_000),
    'How long it lasts, counted from the first recurring charge; absent: for ever.',
    3,
  )
    .nullable()
    .optional(),
  durationType: described(
    z.enum(durationTypes),
    'What `durationLength` counts. `Periods` are those of what is charged.',
    'Months',
  )
    .nullable()
    .optional(),
  orderItemsWithSpecifiedDiscount: specifiedItems.nullable().optional(),
}

type Fields = {
  readonly [Name in keyof typeof discountFields]?: z.output<(typeof discountFields)[Name]> | undefined
}

/** Finds what contradicts itself inside a discount: type without its figure, length without its unit. */
export function checkDiscount(wire: Fields, context: z.RefinementCtx): void {
  const mistake = (field: keyof Fields, message: string) =>
    context.addIssue({ code: 'custom', path: [field], message })
  const isPercentage = wire.discountType === 'DiscountPercentage'
  const [own, other] = isPercentage
    ? (['percentageDiscount', 'amountDiscount'] as const)
    : (['amountDiscount', 'percentageDiscount'] as const)
  if (Number(wire[own] ?? 0) <= 0) mistake(own, `is needed for ${wire.discountType}, above zero`)
  if (Number(wire[other] ?? 0) !== 0) mistake(other, `does not belong to ${wire.discountType}`)
  if (isPercentage && !/^(100(\.0+)?|\d{1,2}(\.\d{1,4})?)$/.test(String(wire.percentageDiscount ?? 0)))
    mistake('percentageDiscount', 'must be above 0 and at most 100, with at most four decimals')
  const hasLength = (wire.durationLength ?? undefined) !== undefined
  const hasUnit = (wire.durationType ?? undefined) !== undefined
  if (hasLength !== hasUnit)
    mistake(hasLength ? 'durationType' : 'durationLength', 'durationLength and durationType go together')
}

/** A path such as `/products/Discounts`, as other systems name what a discount is booked on. Kept, not used. */
const catalogueName = z
  .looseObject({
    path: described(z.string().max(512), 'Its path.', '/products/Discounts').nullish(),
  })
  .nullish()

export const productDetails = z.looseObject({ product: catalogueName, ratePlan: catalogueName }).meta({
  description: 'Where other systems book it; kept, not used.',
  examples: [{ product: { path: '/products/Discounts' }, ratePlan: { path: '10% Off' } }],
})

export const orderDiscount = z
  .strictObject({
    name: name.optional(),
    productDetails: productDetails.nullable().optional(),
    product: z
      .record(z.string(), z.unknown())
      .meta({ description: 'Taken and not used.', examples: [{ path: '/products/Discounts' }] })
      .nullable()
      .optional(),
    discountOverrides: z.strictObject(discountFields).superRefine(checkDiscount).meta({
      description: 'What is taken off, how long, and off what.',
    }),
  })
  .meta({
    description:
      'Taken off what the order charges: a percentage of each recurring line and of what is charged once, or an amount off each charge, for a while or for ever.',
    examples: [
      {
        name: 'WELCOME10',
        discountOverrides: {
          discountType: 'DiscountPercentage',
          percentageDiscount: 10,
          durationLength: 3,
          durationType: 'Months',
        },
      },
    ],
  })

const promoCode = z.string().trim().min(1).max(100)

export const promoCodes = described(
  z.array(promoCode).max(20),
  'Promo codes, upper or lower case. One that does not apply is left out of a preview, which says why.',
  ['SPRING20'],
)

export const onePromoCode = described(promoCode, 'The same, for a single code.', 'SPRING20')

export type WireOrderDiscount = z.output<typeof orderDiscount>
export type WireDiscount = Fields
