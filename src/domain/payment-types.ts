import type { Offer, PaymentType } from './offer.ts'

/** What a customer can pay with on our page; everything else needs an API client. */
const forCustomers: readonly PaymentType[] = ['card', 'invoice']

/** Payment types a customer may use for these offers: what every offer, the country, and the settings allow. */
export function customerPaymentTypes(
  offers: readonly Offer[],
  country: string | undefined,
  byCountry: Readonly<Record<string, readonly PaymentType[]>>,
): readonly PaymentType[] {
  const inCountry = (country === undefined ? undefined : byCountry[country]) ?? byCountry['*'] ?? []
  return forCustomers.filter(
    (type) =>
      inCountry.includes(type) &&
      offers.every((offer) => offer.paymentTypes.length === 0 || offer.paymentTypes.includes(type)),
  )
}
