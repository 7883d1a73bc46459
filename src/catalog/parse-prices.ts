import { attributePointers } from '../contract/catalog-data.ts'
import type { PriceData } from '../contract/catalog-price.ts'
import { fromDecimal } from '../domain/money.ts'
import type { Price } from '../domain/offer.ts'
import type { Mistake, Refusal } from '../domain/refusal.ts'
import type { Interval } from '../domain/time.ts'
import { refuseItem } from './item-mistakes.ts'

export interface OfferPrices {
  readonly currency: string
  readonly prices: readonly Price[]
}

/** The prices of one offer, all in one currency; `refused` with every mistake in them. */
export function parsePrices(given: readonly PriceData[]): OfferPrices | Refusal {
  const currency = given[0]?.currency ?? ''
  const mistakes = [
    ...given.flatMap((price, index) => priceMistakes(price, index, currency)),
    ...nameMistakes(given),
  ]
  if (mistakes.length > 0) return refuseItem(mistakes)
  return { currency, prices: given.map((price, index) => priceOf(price, index, given)) }
}

/** What a price is called when the catalogue does not say. */
export function priceName(price: PriceData, index: number): string {
  return price.name ?? `charge_${index + 1}`
}

function priceOf(price: PriceData, index: number, all: readonly PriceData[]): Price {
  return {
    name: priceName(price, index),
    label: price.label ?? '',
    unitAmount: fromDecimal(price.value, price.currency) ?? 0,
    kind: price.kind,
    delay: price.delay,
    interval: price.interval,
    repeatCount: endsAfter(price, all),
  }
}

/**
 * `repeat_count` n ends a recurring price after n periods when n > 1, or when a delayed recurring price follows it;
 * a lone `1` is what catalogues write for "as long as the subscription runs".
 */
function endsAfter(price: PriceData, all: readonly PriceData[]): number | undefined {
  if (price.kind === 'one_time' || price.repeatCount === undefined) return undefined
  if (price.repeatCount > 1) return price.repeatCount
  const followed = all.some(
    (other) => other.kind === 'recurring' && roughDays(other.delay) > roughDays(price.delay),
  )
  return followed ? 1 : undefined
}

const daysPerUnit = { days: 1, weeks: 7, months: 30, years: 365 } as const

/** Good enough to tell which of two delays is the longer. */
function roughDays(delay: Interval | undefined): number {
  return delay === undefined ? 0 : delay.count * daysPerUnit[delay.unit]
}

function priceMistakes(price: PriceData, index: number, currency: string): Mistake[] {
  const at = (field: string, code: string, message: string) => [
    { pointer: `${attributePointers.prices}/${index}/${field}`, code, message },
  ]
  if (fromDecimal('0', price.currency) === undefined)
    return at('currencyCode', 'unknown_currency', `${price.currency} is not an ISO 4217 currency`)
  if (price.currency !== currency)
    return at(
      'currencyCode',
      'mixed_currencies',
      `one offer has one currency; the first price is in ${currency}`,
    )
  const amount = fromDecimal(price.value, price.currency)
  if (amount === undefined || amount < 0)
    return at('value', 'invalid_amount', `must be an amount of ${currency} of zero or more, such as "19"`)
  return []
}

function nameMistakes(given: readonly PriceData[]): Mistake[] {
  const names = given.map(priceName)
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            pointer: `${attributePointers.prices}/${index}/name`,
            code: 'duplicate_name',
            message: `two prices are named ${name}`,
          },
        ],
  )
}
