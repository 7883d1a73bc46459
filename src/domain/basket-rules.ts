import type { Offer, QuantityLimits } from './offer.ts'
import type { OrderItem } from './order.ts'
import { type Refusal, refuseAt } from './refusal.ts'

/** An item of a basket and the offer it names. */
export interface OfferedItem {
  readonly item: OrderItem
  readonly offer: Offer
}

/**
 * The first reason why these items cannot be sold together in this country, if there is one; without a country, why
 * they cannot be sold together anywhere. `pointer` is where the list of items stands in the request.
 */
export function refuseItems(
  lines: readonly OfferedItem[],
  country: string | undefined,
  pointer: string,
): Refusal | undefined {
  return (
    firstOf(lines, ({ item, offer }, at) =>
      refuseQuantity(offer, item.quantity, `${pointer}/${at}/quantity`),
    ) ??
    firstOf(lines, (line, at) => refuseAddOn(line, lines, `${pointer}/${at}`)) ??
    firstOf(lines, ({ offer }, at) => refuseCurrency(offer, lines[0]?.offer, `${pointer}/${at}/offer`)) ??
    refuseCountry(lines, country, pointer)
  )
}

/** Refuses a quantity that is outside the limits of an offer or between its steps. */
export function refuseQuantity(offer: Offer, quantity: number, pointer: string): Refusal | undefined {
  const { minimum, maximum, increment } = offer.quantity
  const fits = quantity >= minimum && quantity <= maximum && (quantity - minimum) % increment === 0
  return fits
    ? undefined
    : refuseAt(
        'quantity_not_allowed',
        pointer,
        `${offer.displayName} can be bought ${inWords(offer.quantity)}.`,
      )
}

function inWords({ minimum, maximum, increment }: QuantityLimits): string {
  if (minimum === maximum) return `with the quantity ${minimum} only`
  const steps = increment === 1 ? '' : `, in steps of ${increment}`
  return `from ${minimum} to ${maximum}${steps}`
}

function refuseAddOn(
  { item, offer }: OfferedItem,
  lines: readonly OfferedItem[],
  pointer: string,
): Refusal | undefined {
  if (item.recordType === 'offer') {
    if (item.parentId === undefined) return undefined
    return refuseAt('add_on_not_allowed', `${pointer}/parentId`, 'Only an add-on rides on another item.')
  }
  const parent = lines.find((line) => line.item.recordType === 'offer' && line.item.id === item.parentId)
  if (parent === undefined)
    return refuseAt(
      'add_on_not_allowed',
      `${pointer}/parentId`,
      'An add-on names, as `parentId`, the `id` of the offer in this basket that it rides on.',
    )
  if (parent.offer.addOnPaths.includes(offer.path)) return undefined
  return refuseAt(
    'add_on_not_allowed',
    `${pointer}/offer`,
    `${parent.offer.displayName} does not list ${offer.displayName} among its add-ons.`,
  )
}

function refuseCurrency(offer: Offer, first: Offer | undefined, pointer: string): Refusal | undefined {
  if (first === undefined || offer.currency === first.currency) return undefined
  return refuseAt(
    'mixed_currencies',
    pointer,
    `${offer.displayName} is priced in ${offer.currency}, the first item in ${first.currency}.`,
  )
}

function refuseCountry(
  lines: readonly OfferedItem[],
  country: string | undefined,
  pointer: string,
): Refusal | undefined {
  const countries = countriesOf(lines.map(({ offer }) => offer))
  if (countries === undefined) return undefined
  if (country === undefined)
    return countries.length > 0
      ? undefined
      : refuseAt('country_not_allowed', pointer, 'There is no country in which all of these are sold.')
  return firstOf(lines, ({ offer }, at) =>
    offer.allowedCountries.length === 0 || offer.allowedCountries.includes(country)
      ? undefined
      : refuseAt(
          'country_not_allowed',
          `${pointer}/${at}/offer`,
          `${offer.displayName} is not sold in ${country}.`,
        ),
  )
}

/** Countries in which all of these are sold; `undefined`: everywhere. */
export function countriesOf(offers: readonly Offer[]): readonly string[] | undefined {
  const limits = offers.map((offer) => offer.allowedCountries).filter((countries) => countries.length > 0)
  const [first, ...rest] = limits
  return first?.filter((country) => rest.every((countries) => countries.includes(country)))
}

function firstOf<T>(
  values: readonly T[],
  check: (value: T, at: number) => Refusal | undefined,
): Refusal | undefined {
  for (const [at, value] of values.entries()) {
    const refusal = check(value, at)
    if (refusal !== undefined) return refusal
  }
  return undefined
}
