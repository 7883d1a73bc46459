import type { Facts } from '../domain/facts.ts'
import { multiply } from '../domain/money.ts'
import type { Offer } from '../domain/offer.ts'
import { paymentTypesOfOffers } from '../domain/payment-types.ts'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import type { Subscription } from '../domain/subscription.ts'
import { refuseQuantity } from './named-offer.ts'
import { maxDailyTotal } from './new/eligibility.ts'

export interface Fitting {
  readonly subscription: Subscription
  readonly quantity: number
  /** Of the place in the request that names the offer. */
  readonly pointer: string
  readonly facts: Pick<Facts, 'heldOfferIds'>
}

/** Why a subscription cannot come to hold so many of an offer or add-on; `undefined` when it can. */
export function refuseUnfit(
  offer: Offer,
  { subscription, quantity, pointer, facts }: Fitting,
): Refusal | undefined {
  if (offer.discount !== undefined)
    return refuseAt(
      'invalid_request',
      `${pointer}/offer`,
      `${offer.displayName} is a discount; add_offer attaches it.`,
    )
  if (offer.isGift)
    return refuseAt(
      'invalid_request',
      `${pointer}/offer`,
      `${offer.displayName} is a gift and can only be bought as one.`,
    )
  if (offer.blockMultiple && facts.heldOfferIds.has(offer.id))
    return refuseAt(
      'already_held',
      `${pointer}/offer`,
      `${offer.displayName} can be held once, and this owner holds it on another subscription.`,
    )
  if (offer.currency !== subscription.currency)
    return refuseAt(
      'mixed_currencies',
      `${pointer}/offer`,
      `${offer.displayName} is priced in ${offer.currency}, the subscription in ${subscription.currency}.`,
    )
  if (offer.allowedCountries.length > 0 && !offer.allowedCountries.includes(subscription.country))
    return refuseAt(
      'country_not_allowed',
      `${pointer}/offer`,
      `${offer.displayName} is not sold in ${subscription.country}, only in ${offer.allowedCountries.join(', ')}.`,
    )
  return (
    refuseQuantity(offer, quantity, `${pointer}/quantity`) ??
    refusePaymentType(offer, subscription, pointer) ??
    refuseTooLarge(offer, quantity, pointer)
  )
}

function refusePaymentType(offer: Offer, { payment }: Subscription, pointer: string): Refusal | undefined {
  const allowed: readonly string[] = paymentTypesOfOffers([offer])
  if (allowed.includes(payment.type)) return undefined
  return refuseAt(
    'payment_type_not_allowed',
    `${pointer}/offer`,
    `The subscription is paid by ${payment.type}, and ${offer.displayName} cannot be. Allowed: ${allowed.join(', ') || 'none'}.`,
  )
}

function refuseTooLarge(offer: Offer, quantity: number, pointer: string): Refusal | undefined {
  const fits = offer.prices.every(({ unitAmount }) => {
    const amount = multiply(unitAmount, quantity)
    return amount !== undefined && amount * offer.prices.length <= maxDailyTotal / 4
  })
  return fits
    ? undefined
    : refuseAt('amount_too_large', `${pointer}/quantity`, 'Price times quantity is too large.')
}
