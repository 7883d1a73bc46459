import { attributePointers, type SellableAttributes } from '../contract/catalog-data.ts'
import { discountData } from '../contract/catalog-discount.ts'
import { type DiscountTerms, millionths } from '../domain/discount-terms.ts'
import { fromDecimal } from '../domain/money.ts'
import type { Mistake } from '../domain/refusal.ts'
import { mistakesOf } from './item-mistakes.ts'

/**
 * What an offer of kind discount takes off; on every other offer `discount__limio` is the merchant's own. An offer is a discount when
 * `offer_type__limio` says so, or when it has a discount and no price.
 */
export function parseDiscount(
  attributes: SellableAttributes,
  name: string,
): DiscountTerms | undefined | { readonly mistakes: readonly Mistake[] } {
  const { offer_type__limio: type, discount__limio: given, price__limio: prices } = attributes
  const isDiscount = /discount/i.test(type ?? '') || (prices.length === 0 && given != null)
  if (!isDiscount)
    return prices.length > 0 ? undefined : mistake(attributePointers.prices, 'must hold at least one price')
  const charging = prices.findIndex(({ value }) => Number(value) > 0)
  if (charging !== -1)
    return mistake(
      `${attributePointers.prices}/${charging}/value`,
      'an offer of kind discount takes off and charges nothing',
    )
  const parsed = discountData.safeParse(given)
  if (!parsed.success)
    return {
      mistakes: mistakesOf(parsed.error).map((one) => ({
        ...one,
        pointer: one.pointer.replace(/^\/data/, attributePointers.discount),
      })),
    }
  const { value, isFixed, currency, length } = parsed.data
  const its = currency ?? prices[0]?.currency
  if (isFixed && (its === undefined || (fromDecimal(value, its) ?? 0) <= 0))
    return mistake(
      attributePointers.discount,
      'a fixed amount needs a `currencyCode`, and no more decimals than that has',
    )
  return {
    name,
    ...(isFixed ? { amount: { decimal: value, currency: its } } : { percentage: millionths(value) }),
    ...(length === undefined ? {} : { length }),
  }
}

function mistake(pointer: string, message: string): { readonly mistakes: readonly Mistake[] } {
  return { mistakes: [{ pointer, code: 'invalid_value', message }] }
}
