import type { Facts } from '../../domain/facts.ts'
import { multiply, sum } from '../../domain/money.ts'
import type { NewOrder } from '../../domain/order.ts'
import { customerPaymentTypes, paymentTypesOfOffers } from '../../domain/payment-types.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'
import { refuseQuantity } from '../named-offer.ts'
import type { Bundle, Line } from './bundle.ts'

/** So much may be due on one day, in minor units: any total over years of days still fits an exact number. */
export const maxDailyTotal = Math.floor(Number.MAX_SAFE_INTEGER / 4000)

/** Why this basket cannot be bought by this owner, in this country, by this means; `undefined` when it can. */
export function refuseIneligible(
  order: NewOrder,
  bundles: readonly Bundle[],
  facts: Facts,
): Refusal | undefined {
  const lines = bundles.flatMap(({ base, addOns }) => [base, ...addOns])
  return (
    refuseMixedCurrencies(lines) ??
    firstOf(lines, ({ item, offer, pointer }) =>
      refuseQuantity(offer, item.quantity, `${pointer}/quantity`),
    ) ??
    refuseCountry(order.country, lines) ??
    refusePaymentType(order, lines, facts) ??
    refuseHeld(bundles, facts) ??
    refuseTooLarge(lines)
  )
}

function firstOf(lines: readonly Line[], check: (line: Line) => Refusal | undefined): Refusal | undefined {
  for (const line of lines) {
    const refusal = check(line)
    if (refusal) return refusal
  }
  return undefined
}

function refuseMixedCurrencies(lines: readonly Line[]): Refusal | undefined {
  const first = lines[0]
  return firstOf(lines, ({ offer, pointer }) =>
    offer.currency === first?.offer.currency
      ? undefined
      : refuseAt(
          'mixed_currencies',
          `${pointer}/offer`,
          `One order has one currency: ${offer.displayName} is priced in ${offer.currency}, the first item in ${first?.offer.currency}.`,
        ),
  )
}

function refuseCountry(country: string | undefined, lines: readonly Line[]): Refusal | undefined {
  if (country === undefined)
    return refuseAt('invalid_request', '/country', 'The country of purchase is needed.')
  return firstOf(lines, ({ offer }) =>
    offer.allowedCountries.length === 0 || offer.allowedCountries.includes(country)
      ? undefined
      : refuseAt(
          'country_not_allowed',
          '/country',
          `${offer.displayName} is not sold in ${country}, only in ${offer.allowedCountries.join(', ')}.`,
        ),
  )
}

/** Clients are bound by the offers alone; customers also by the country and the settings. */
function refusePaymentType(order: NewOrder, lines: readonly Line[], facts: Facts): Refusal | undefined {
  if (order.paymentType === undefined) return undefined
  if (order.elsewhere !== undefined && facts.actor === 'customer')
    return refuseAt(
      'not_allowed_for_customer',
      '/payment/type',
      'A payment that another system takes needs an API client.',
    )
  const offers = lines.map(({ offer }) => offer)
  const allowed =
    facts.actor === 'client'
      ? paymentTypesOfOffers(offers)
      : customerPaymentTypes(offers, order.country, facts.settings.paymentTypesByCountry)
  if (allowed.includes(order.paymentType)) return undefined
  return refuseAt(
    'payment_type_not_allowed',
    '/payment/type',
    `This order cannot be paid by ${order.paymentType}. Allowed: ${allowed.join(', ') || 'none'}.`,
  )
}

function refuseHeld(bundles: readonly Bundle[], facts: Facts): Refusal | undefined {
  const seen = new Set<string>(facts.heldOfferIds)
  // A gift is held by whoever claims it.
  for (const { base } of bundles.filter((bundle) => !bundle.base.offer.isGift)) {
    if (base.offer.blockMultiple && seen.has(base.offer.id))
      return refuseAt(
        'already_held',
        `${base.pointer}/offer`,
        `${base.offer.displayName} can be held once, and this owner already holds it or buys it twice.`,
      )
    seen.add(base.offer.id)
  }
  return undefined
}

/** As if every charge of the order fell on the same day. */
function refuseTooLarge(lines: readonly Line[]): Refusal | undefined {
  let total = 0
  return firstOf(lines, ({ item, offer, pointer }) => {
    for (const price of offer.prices) {
      const amount = multiply(price.unitAmount, item.quantity)
      const next = amount === undefined ? undefined : sum([total, amount])
      if (next === undefined || next > maxDailyTotal)
        return refuseAt('amount_too_large', `${pointer}/quantity`, 'Price times quantity is too large.')
      total = next
    }
    return undefined
  })
}
