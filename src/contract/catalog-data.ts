import { z } from 'zod'
import { type PriceData, priceData, writePrice } from './catalog-price.ts'
import { aliased, intervalOf, intervalUnit, maxCount, whole } from './catalog-words.ts'

/** Reads the `data` of catalogue items: many spellings in, one shape out. Unknown attributes are the merchant's own. */

const maxPrices = 20
const maxReferences = 100

const renewalType = aliased({ termed: 'TERMED', evergreen: 'EVERGREEN' } as const, 'TERMED or EVERGREEN')

/** `term__limio` and `initial_term__limio`; without a length there is no term. */
const termData = z
  .looseObject({
    length: whole(0, maxCount).nullish(),
    type: intervalUnit.nullish(),
    renewal_type: renewalType.nullish(),
  })
  .nullish()
  .transform((term, context) => {
    if (!term?.length) return undefined
    if (!term.type) {
      context.addIssue({ code: 'custom', path: ['type'], message: 'must be days, weeks, months or years' })
      return z.NEVER
    }
    return { length: intervalOf(term.length, term.type), renewalType: term.renewal_type ?? 'TERMED' }
  })

const anyQuantity = 100_000

const quantityData = z
  .looseObject({
    quantity: whole(1, anyQuantity).nullish(),
    minimum_quantity: whole(1, anyQuantity).nullish(),
    maximum_quantity: whole(1, anyQuantity).nullish(),
    increment: whole(1, anyQuantity).nullish(),
  })
  .nullish()
  .transform((given) => ({
    preset: given?.quantity ?? undefined,
    minimum: given?.minimum_quantity ?? 1,
    maximum: given?.maximum_quantity ?? anyQuantity,
    increment: given?.increment ?? 1,
  }))

const text = z.string().max(20_000).nullish()
const flag = z.boolean().nullish()
const itemPath = z.string().trim().min(1).max(512)

const paymentType = aliased(
  {
    card: 'card',
    invoice: 'invoice',
    zuoracard: 'zuora_card',
    external: 'external',
    paypal: 'paypal',
    directdebit: 'direct_debit',
  } as const,
  'card, invoice, zuora_card, external, paypal or direct_debit',
)

const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code, such as GB')

const offerReferences = z
  .array(z.looseObject({ path: itemPath }))
  .max(maxReferences)
  .nullish()

const mostRetries = 20
const mostRetryDays = 365

/** What follows when money cannot be collected: days after the first try, rising, and how it ends. */
const dunning = z
  .looseObject({
    retry_days: z
      .array(whole(1, mostRetryDays))
      .max(mostRetries)
      .refine((days) => days.every((day, at) => at === 0 || day > (days[at - 1] ?? 0)), 'must rise')
      .nullish(),
    end: aliased({ keep: 'keep', pastdue: 'keep', cancel: 'cancel' } as const, 'keep or cancel').nullish(),
  })
  .nullish()

/** One offer by its path or its id: bare, as an object, or as the only one of a list. */
const offerReference = z
  .union([itemPath, z.looseObject({ path: itemPath }), z.looseObject({ id: itemPath })])
  .transform((given) => (typeof given === 'string' ? given : String('path' in given ? given.path : given.id)))

const renewalOffer = z
  .union([
    offerReference,
    z
      .array(offerReference)
      .max(1)
      .transform((offers) => offers[0]),
  ])
  .nullish()

const switchDate = aliased(
  {
    immediate: 'immediate',
    nextcharge: 'next_charge',
    nextschedule: 'next_charge',
    nextbilling: 'next_charge',
    nextbillingdate: 'next_charge',
    termend: 'term_end',
    endofterm: 'term_end',
  } as const,
  'immediate, next_charge or term_end',
)

/** The attributes of an offer or add-on that decide what it is and costs. */
export const sellableAttributes = z.looseObject({
  price__limio: z.array(priceData, 'must be a list of prices').max(maxPrices).default([]),
  offer_type__limio: z.string().max(100).nullish(),
  /** Read by `catalog-discount.ts`, on offers of kind discount alone. */
  discount__limio: z.unknown().optional(),
  term__limio: termData,
  initial_term__limio: termData,
  autoRenew__limio: flag,
  trial__limio: flag,
  is_gift__limio: flag,
  payment_types__limio: z.array(paymentType).max(20).nullish(),
  allowed_countries__limio: z.array(countryCode).max(300).nullish(),
  allow_multibuy__limio: flag,
  default_quantity_options__limio: quantityData,
  block_multiple__limio: flag,
  request_company_info__limio: flag,
  display_name__limio: text,
  display_price__limio: text,
  display_description__limio: text,
  checkout_description__limio: text,
  upgrade_offers__limio: offerReferences,
  downgrade_offers__limio: offerReferences,
  dunning__limio: dunning,
  switch_date__limio: switchDate.nullish(),
  renewal_offer__limio: renewalOffer,
  cross_sell_addons__limio: z
    .looseObject({
      items: z
        .array(z.looseObject({ path: itemPath }))
        .max(maxReferences)
        .nullish(),
    })
    .nullish(),
})

export type SellableAttributes = z.output<typeof sellableAttributes>

/** The attributes of an offer in the spelling we answer with; what else the merchant wrote among them stays. */
export function normalisedAttributes(
  given: Readonly<Record<string, unknown>>,
  read: { readonly attributes: SellableAttributes; readonly prices: readonly PriceData[] },
): Record<string, unknown> {
  const givenPrices: readonly unknown[] = Array.isArray(given.price__limio) ? given.price__limio : []
  const { payment_types__limio: paymentTypes, allowed_countries__limio: countries } = read.attributes
  return {
    ...given,
    ...(read.prices.length === 0
      ? {}
      : { price__limio: read.prices.map((price, index) => writePrice(givenPrices[index], price)) }),
    ...(paymentTypes ? { payment_types__limio: paymentTypes } : {}),
    ...(countries ? { allowed_countries__limio: countries } : {}),
  }
}

const entitlement = z
  .union([z.string(), z.looseObject({ $ref: z.string() }), z.looseObject({ path: z.string() })])
  .transform((given) =>
    typeof given === 'string' ? given : '$ref' in given ? String(given.$ref) : String(given.path),
  )

const productAttributes = z.looseObject({
  display_name__limio: text,
  product_code__limio: text,
  has_delivery__limio: flag,
})

/** The `data` of a product. */
export const productData = z.looseObject({
  entitlements: z.array(entitlement, 'must be a list of entitlements').max(maxReferences).nullish(),
  attributes: productAttributes.nullish(),
})

/** A product as it stands inside the offer that delivers it. */
export const resolvedProduct = productData.extend({ path: itemPath, name: z.string().nullish() })

/** The `data` of an offer or an add-on. */
export const sellableData = z.looseObject({
  productBundles: z
    .array(z.looseObject({ product_path: itemPath }))
    .max(maxReferences)
    .nullish(),
  products: z.array(resolvedProduct).max(maxReferences).nullish(),
  tags: z.array(z.string().max(200)).max(maxReferences).nullish(),
  attributes: sellableAttributes,
})

/** Where the attributes stand in a catalogue item, as JSON Pointers. */
export const attributePointers = {
  prices: '/data/attributes/price__limio',
  countries: '/data/attributes/allowed_countries__limio',
  quantity: '/data/attributes/default_quantity_options__limio',
  addOns: '/data/attributes/cross_sell_addons__limio/items',
  discount: '/data/attributes/discount__limio',
} as const

/** Attributes that may hold markup. */
export const markupAttributes = [
  'display_price__limio',
  'detailed_display_price__limio',
  'display_description__limio',
  'display_equivalent_price',
  'display_equivalent_price__limio',
  'checkout_description__limio',
  'offer_features__limio',
] as const

/** Attributes that are one line of plain text. */
export const plainAttributes = [
  'display_name__limio',
  'cta_text__limio',
  'badge_text__limio',
  'crosssell_display_name__limio',
  'upsell_display_name__limio',
  'upgrade_cta__limio',
  'downgrade_cta__limio',
] as const

/** What an item refers to; the rest of it does not matter here. */
export const referencesData = z.looseObject({
  productBundles: z.array(z.looseObject({ product_path: itemPath })).nullish(),
  products: z.array(z.looseObject({ path: itemPath })).nullish(),
  attributes: z
    .looseObject({
      cross_sell_addons__limio: z
        .looseObject({ items: z.array(z.looseObject({ path: itemPath })).nullish() })
        .nullish(),
    })
    .nullish(),
})
