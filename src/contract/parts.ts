import { z } from 'zod'
import { countryCodes } from './countries.ts'

/** The pieces that several requests share. Wire names stay here; each piece says what it means and shows an example. */

const text = (max: number) => z.string().trim().max(max)

/** Text of the caller's own, kept letter by letter as it came. */
export const keptText = (max: number) => z.string().max(max).regex(/\S/, 'must not be blank')

/** An example beside the description, as OpenAPI shows it. */
export function described<T extends z.ZodType>(schema: T, description: string, example: unknown): T {
  return schema.meta({ description, examples: [example] })
}

export const hex40 = z.string().regex(/^[0-9a-f]{40}$/, 'must be 40 lower-case hex digits')

export const basketId = z
  .string()
  .regex(/^basket-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'must be "basket-" and a lower-case uuid')

export const ownerId = z.string().regex(/^id-[0-9a-f]{32}$/, 'must be "id-" and 32 hex digits')

export const country = described(
  z
    .string()
    .regex(/^[A-Z]{2}$/, {
      error: 'must be an upper-case ISO 3166-1 alpha-2 code, such as GB',
      abort: true,
    })
    .refine((code) => countryCodes.has(code), 'is not the ISO 3166-1 code of a country'),
  'Country of purchase, ISO 3166-1 alpha-2. Decides which offers and payment types are allowed.',
  'GB',
)

export const email = z.email('must be an e-mail address').max(254)

const trackingBytes = 16_384

/** A caller's own object: kept unchanged with unknown keys, up to 16 kB; no empty key and no `__proto__`. */
export function freeObject(description: string, example: Readonly<Record<string, unknown>>) {
  return z
    .record(z.string(), z.unknown())
    .superRefine((value, context) => {
      if (hasUnsafeKey(value))
        context.addIssue({ code: 'custom', message: 'must not have an empty key or a key named __proto__' })
      if (new TextEncoder().encode(JSON.stringify(value)).length > trackingBytes)
        context.addIssue({ code: 'custom', message: 'must not exceed 16 kB' })
    })
    .meta({ description, examples: [example] })
}

function hasUnsafeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(
    ([key, field]) => key === '' || key === '__proto__' || hasUnsafeKey(field),
  )
}

export const tracking = freeObject(
  'Your own metadata, kept unchanged on basket, order and events. `accountId` (Salesforce Account) decides the owner; `contactId` is stored for reference; `offers` are paths for analytics.',
  { accountId: '0017x00000Q9O9qAAF', campaign: 'win-back', offers: ['/offers2/Pro Plan'] },
)

export const customFields = freeObject('Fields of your own, kept unchanged on the order and its events.', {
  companySize: '51-200',
})

export const customerDetails = z
  .looseObject({
    firstName: described(text(100), 'Given name.', 'Ada').optional(),
    lastName: described(text(100), 'Family name.', 'Byron').optional(),
    email: described(email, 'Where the receipt goes.', 'ada@example.com').optional(),
    phone: described(text(40), 'Phone number, E.164 preferred.', '+442079460000').optional(),
    companyName: described(text(200), 'The company that buys.', 'Engine Ltd').optional(),
    vatNumber: described(
      text(40),
      "The company's VAT number, with or without the letters of its country. Its form is checked for the countries of the European Union and the United Kingdom.",
      'GB123456789',
    ).optional(),
    locale: described(text(35), 'BCP 47 language tag for texts to this customer.', 'en-GB').optional(),
    timeZone: described(text(60), 'IANA time zone of the customer.', 'Europe/London').optional(),
  })
  .meta({ description: 'The person or company that buys. Further keys are kept as they are.' })

export const address = z
  .object({
    firstName: described(text(100), 'Given name at this address.', 'Ada').optional(),
    lastName: described(text(100), 'Family name at this address.', 'Byron').optional(),
    company: described(text(200), 'Company at this address.', 'Engine Ltd').optional(),
    email: described(email, 'E-mail for this address.', 'ada@example.com').optional(),
    workEmail: described(email, 'E-mail at work.', 'ada@engine.example').optional(),
    phone: described(text(40), 'Phone for this address.', '+442079460000').optional(),
    workPhone: described(text(40), 'Phone at work.', '+442079460001').optional(),
    otherPhone: described(text(40), 'Another phone.', '+447700900123').optional(),
    address1: described(
      text(200),
      'Street and number; made of `streetName` and `buildingNumber` when absent.',
      "12 St James's Sq",
    ).optional(),
    streetName: described(text(150), 'Street alone.', "St James's Sq").optional(),
    buildingNumber: described(text(40), 'Number alone.', '12').optional(),
    address2: described(text(200), 'Flat, floor, building.', 'Floor 2').optional(),
    city: described(text(100), 'Town or city.', 'London').optional(),
    state: described(
      text(100),
      'State, province or county: its ISO 3166-2 code, with or without the country, or its name; kept as the code without the country. Checked against `country`.',
      'NY',
    ).optional(),
    postalCode: described(
      text(20),
      'Postcode, ZIP. Checked against `country`, where postcodes have a form.',
      'SW1Y 4JH',
    ).optional(),
    country: country.optional(),
  })
  .meta({ description: 'A postal address.' })

export const offerRef = z.object({
  id: described(hex40, 'The offer, from `GET /api/offers/v2`.', '8a512ee55befaea0f7fa962cea9982d0e84f0098'),
  version: described(hex40, 'The published version of it.', '4dd34671f26fdbbf240560b78f7f2f54654cde72'),
})

export const quantity = described(
  z.number().int('must be a whole number').min(1).max(100_000),
  'How many. Must fit the limits of the offer.',
  1,
)

export const maxOrderItems = 100

/** One thing to buy; an add-on names the item it rides on. */
export const orderItem = z
  .object({
    id: described(
      z.string().min(1).max(128),
      'Your own name of this item; made when absent.',
      'b92ac9d8-40b5-4296-8859-2cc2535a8938',
    ).optional(),
    type: described(
      z.enum(['offer', 'add_on']),
      'What kind of item; `add_on` needs `parentId`.',
      'offer',
    ).optional(),
    parentId: described(
      z.string().min(1).max(128).nullable(),
      'For an add-on: the `id` of the item it rides on. `null`, as answers have it, says none.',
      'b92ac9d8-40b5-4296-8859-2cc2535a8938',
    ).optional(),
    offer: offerRef,
    quantity: quantity.optional(),
  })
  .meta({ description: 'An offer or an add-on and how many of it.' })

export const orderItems = z
  .array(orderItem)
  .min(1, 'must hold at least one item')
  .max(maxOrderItems)
  .meta({ description: 'What is bought. Several offers make several subscriptions.' })

/** A decimal string with the currency's own decimals. */
export const amount = described(z.string(), "Decimal string with the currency's own decimals.", '19.99')
export const currencyCode = described(z.string(), 'ISO 4217 currency.', 'GBP')
export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date, YYYY-MM-DD')
