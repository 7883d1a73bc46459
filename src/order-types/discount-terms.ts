import type { WireDiscount, WireOrderDiscount } from '../contract/discount.ts'
import type { DiscountLength, DiscountTerms } from '../domain/discount-terms.ts'
import { millionths } from '../domain/discount-terms.ts'

/** A discount as the wire has it, in our words; its schema has checked that the figures belong together. */
export function toDiscountTerms(name: string, wire: WireDiscount): DiscountTerms {
  const offers = wire.orderItemsWithSpecifiedDiscount?.discountedOffers
  const length = toLength(wire)
  return {
    name,
    ...(wire.discountType === 'DiscountPercentage'
      ? { percentage: millionths(String(wire.percentageDiscount ?? 0)) }
      : { amount: { decimal: String(wire.amountDiscount ?? 0), currency: wire.currency ?? undefined } }),
    ...(length === undefined ? {} : { length }),
    ...(offers === undefined ? {} : { offers }),
  }
}

/** The discount that an order brings itself. */
export function toOrderDiscount(wire: WireOrderDiscount | undefined): DiscountTerms | undefined {
  return wire && toDiscountTerms(wire.name ?? 'Discount', wire.discountOverrides)
}

const units = {
  Days: 'days',
  Weeks: 'weeks',
  Months: 'months',
  Years: 'years',
  Periods: 'periods',
} as const

function toLength({ durationLength, durationType }: WireDiscount): DiscountLength | undefined {
  if (durationLength == null || durationType == null) return undefined
  return { count: durationLength, unit: units[durationType] }
}
