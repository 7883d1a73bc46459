import i18nIsoCountries from 'i18n-iso-countries'
import type { z } from 'zod'
import { attributePointers, type SellableAttributes, sellableData } from '../contract/catalog-data.ts'
import type { VersionedItem } from '../domain/catalog-item.ts'
import { usualDunning } from '../domain/dunning.ts'
import type { Offer, OfferProduct, QuantityLimits } from '../domain/offer.ts'
import { isRefused, type Mistake, type Refusal } from '../domain/refusal.ts'
import { mistakesOf, refuseItem } from './item-mistakes.ts'
import { parseDiscount } from './parse-discount.ts'
import { parsePrices } from './parse-prices.ts'

type Sellable = z.output<typeof sellableData>

/**
 * Reads what an offer or add-on is and costs from its catalogue item; `refused` with every mistake in it
 * (`invalid_catalog_item`, JSON Pointers into the item). The only place where the catalogue's words become ours.
 */
export function parseOffer(item: VersionedItem): Offer | Refusal {
  if (item.recordType === 'product')
    return refuseItem([
      { pointer: '/record_type', code: 'invalid_value', message: 'a product is not sold by itself' },
    ])
  const parsed = sellableData.safeParse(item.data)
  if (!parsed.success) return refuseItem(mistakesOf(parsed.error))
  const { attributes } = parsed.data
  const prices = parsePrices(attributes.price__limio)
  const quantity = quantityOf(attributes)
  const discount = parseDiscount(attributes, textsOf(item.name, attributes).displayName)
  const mistakes = [
    ...(discount !== undefined && 'mistakes' in discount ? discount.mistakes : []),
    ...(isRefused(prices) ? prices.errors : []),
    ...quantityMistakes(quantity),
    ...countryMistakes(attributes.allowed_countries__limio ?? []),
  ]
  if (isRefused(prices) || mistakes.length > 0 || (discount !== undefined && 'mistakes' in discount))
    return refuseItem(mistakes)
  return {
    id: item.id,
    version: item.version,
    path: item.path,
    recordType: item.recordType,
    name: item.name,
    ...textsOf(item.name, attributes),
    currency: prices.currency || (discount?.amount?.currency ?? ''),
    prices: prices.prices,
    ...(discount === undefined ? {} : { discount }),
    ...termsOf(attributes),
    isTrial: attributes.trial__limio ?? false,
    isGift: attributes.is_gift__limio ?? false,
    allowedCountries: [...new Set(attributes.allowed_countries__limio ?? [])],
    paymentTypes: [...new Set(attributes.payment_types__limio ?? [])],
    quantity,
    blockMultiple: attributes.block_multiple__limio ?? false,
    requestCompanyInfo: attributes.request_company_info__limio ?? false,
    products: productsOf(parsed.data),
    addOnPaths: (attributes.cross_sell_addons__limio?.items ?? []).map((addOn) => addOn.path),
    upgradePaths: (attributes.upgrade_offers__limio ?? []).map((offer) => offer.path),
    downgradePaths: (attributes.downgrade_offers__limio ?? []).map((offer) => offer.path),
    ...dunningOf(attributes),
    ...(attributes.renewal_offer__limio ? { renewalOffer: attributes.renewal_offer__limio } : {}),
    ...(attributes.switch_date__limio ? { switchDate: attributes.switch_date__limio } : {}),
  }
}

function textsOf(name: string, attributes: SellableAttributes) {
  const description = attributes.checkout_description__limio || attributes.display_description__limio
  const displayPrice = attributes.display_price__limio
  return {
    displayName: attributes.display_name__limio || name,
    ...(description ? { description } : {}),
    ...(displayPrice ? { displayPrice } : {}),
  }
}

/** `initial_term__limio` is the first term and `term__limio` every later one; a single one of them serves as both. */
function termsOf(attributes: SellableAttributes) {
  const initialTerm = attributes.initial_term__limio ?? attributes.term__limio
  const renewalTerm = attributes.term__limio ?? attributes.initial_term__limio
  return { initialTerm, renewalTerm, autoRenew: attributes.autoRenew__limio ?? true }
}

/** What a ladder of its own leaves out is as usual. */
function dunningOf({ dunning__limio: given }: SellableAttributes) {
  if (!given) return {}
  return {
    dunning: { retryDays: given.retry_days ?? usualDunning.retryDays, end: given.end ?? usualDunning.end },
  }
}

/** Only an explicit `allow_multibuy__limio: false` holds an offer to one; without limits any quantity may be bought. */
function quantityOf(attributes: SellableAttributes): QuantityLimits {
  const options = attributes.default_quantity_options__limio
  const maximum = attributes.allow_multibuy__limio === false ? 1 : options.maximum
  return { ...options, maximum, preset: options.preset ?? options.minimum }
}

function quantityMistakes({ preset, minimum, maximum, increment }: QuantityLimits): Mistake[] {
  const at = (field: string, message: string) => [
    { pointer: `${attributePointers.quantity}/${field}`, code: 'quantity_limits', message },
  ]
  if (minimum > maximum)
    return at('minimum_quantity', `must not exceed the most that may be bought, ${maximum}`)
  const fits = preset >= minimum && preset <= maximum && (preset - minimum) % increment === 0
  if (!fits)
    return at('quantity', `must be one of the quantities from ${minimum} to ${maximum} by ${increment}`)
  return []
}

function countryMistakes(codes: readonly string[]): Mistake[] {
  return codes.flatMap((code, index) =>
    i18nIsoCountries.isValid(code)
      ? []
      : [
          {
            pointer: `${attributePointers.countries}/${index}`,
            code: 'unknown_country',
            message: `${code} is not an ISO 3166-1 country`,
          },
        ],
  )
}

function productsOf(data: Sellable): OfferProduct[] {
  return (data.products ?? []).map((product) => ({
    path: product.path,
    name: product.attributes?.display_name__limio || product.name || lastSegment(product.path),
    code: product.attributes?.product_code__limio || undefined,
    hasDelivery: product.attributes?.has_delivery__limio ?? false,
    entitlements: product.entitlements ?? [],
  }))
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
