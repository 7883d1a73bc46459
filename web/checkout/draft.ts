import type { Basket } from './wire.ts'

/** What was typed and chosen so far, by path (`customerDetails.email`). Card data never gets here: the page does not have it. */
export interface Draft {
  readonly values: Readonly<Record<string, string>>
  readonly quantities: Readonly<Record<string, string>>
  readonly promoCodes: readonly string[]
  readonly paymentType: string
  readonly deliverToBilling: boolean
}

const keyOf = (basket: Basket) => `checkout:${basket.checkoutId}`

/** The basket's pre-filled fields under what this browser tab already typed. */
export function loadDraft(basket: Basket, region: string | undefined): Draft {
  const saved = readSaved(keyOf(basket))
  const values = { ...prefilledValues(basket, region), ...saved.values }
  const wanted = saved.paymentType ?? ''
  return {
    values,
    quantities: saved.quantities ?? orderedQuantities(basket),
    promoCodes: saved.promoCodes ?? orderedCodes(basket),
    paymentType: basket.paymentTypes.includes(wanted) ? wanted : (basket.paymentTypes[0] ?? 'card'),
    deliverToBilling: saved.deliverToBilling ?? Object.keys(basket.deliveryDetails).length === 0,
  }
}

/** On another device, what was chosen for the order that waits. */
function orderedQuantities({ order }: Basket): Record<string, string> {
  return Object.fromEntries((order?.orderItems ?? []).map(({ id, quantity }) => [id, String(quantity)]))
}

function orderedCodes({ order, promoCodes }: Basket): readonly string[] {
  return (order?.promoCodes ?? []).filter((code) => !promoCodes.includes(code))
}

export function saveDraft(basket: Basket, draft: Draft): void {
  try {
    sessionStorage.setItem(keyOf(basket), JSON.stringify(draft))
  } catch {
    // Storage can be full or forbidden; the form works without it.
  }
}

export function forgetDraft(checkoutId: string): void {
  try {
    sessionStorage.removeItem(`checkout:${checkoutId}`)
  } catch {
    // As above.
  }
}

function readSaved(key: string): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}')
  } catch {
    return {}
  }
}

export function prefilledValues(basket: Basket, region: string | undefined): Record<string, string> {
  const values: Record<string, string> = {
    ...withPrefix('customerDetails', basket.customerDetails),
    ...withPrefix('billingDetails', basket.billingDetails),
    ...withPrefix('deliveryDetails', basket.deliveryDetails),
  }
  const country = basket.country ?? values['billingDetails.country'] ?? guessCountry(basket, region)
  values['billingDetails.country'] = country
  values['deliveryDetails.country'] ??= country
  return values
}

function guessCountry(basket: Basket, region: string | undefined): string {
  const [only, another] = basket.allowedCountries
  if (only !== undefined && another === undefined) return only
  const mayBuy = basket.allowedCountries.length === 0 || basket.allowedCountries.includes(region ?? '')
  return mayBuy ? (region ?? '') : ''
}

function withPrefix(prefix: string, details: object): Record<string, string> {
  const texts = Object.entries(details).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts.map(([field, value]) => [`${prefix}.${field}`, value]))
}
