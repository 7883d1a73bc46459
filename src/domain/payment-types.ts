import type { Offer, PaymentType } from './offer.ts'

const everyType: readonly PaymentType[] = [
  'card',
  'invoice',
  'zuora_card',
  'external',
  'paypal',
  'direct_debit',
]

type Offers = readonly Pick<Offer, 'paymentTypes'>[]

/** What all of these offers allow; an offer that names none allows every type. */
export function paymentTypesOfOffers(offers: Offers): readonly PaymentType[] {
  return everyType.filter((type) =>
    offers.every(({ paymentTypes }) => paymentTypes.length === 0 || paymentTypes.includes(type)),
  )
}

/** What a customer may use: what the offers, the country and the settings all allow. Country absent: the settings' `*`. */
export function customerPaymentTypes(
  offers: Offers,
  country: string | undefined,
  byCountry: Readonly<Record<string, readonly PaymentType[]>>,
): readonly PaymentType[] {
  const here = (country === undefined ? undefined : byCountry[country]) ?? byCountry['*'] ?? []
  return paymentTypesOfOffers(offers).filter((type) => here.includes(type))
}
