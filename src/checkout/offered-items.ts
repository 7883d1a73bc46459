import { loadPromisedOffers } from '../catalog/load-offers.ts'
import { offerKey } from '../domain/facts.ts'
import type { Offer } from '../domain/offer.ts'
import type { OrderItem } from '../domain/order.ts'
import type { Services } from '../ports/services.ts'

/** An item of a basket and the offer it names. */
export interface OfferedItem {
  readonly item: OrderItem
  readonly offer: Offer
}

/** Each item of a stored basket with its offer. Versions that a basket names are never deleted. */
export async function loadOfferedItems(
  services: Pick<Services, 'db'>,
  items: readonly OrderItem[],
): Promise<readonly OfferedItem[]> {
  const offers = await loadPromisedOffers(
    services.db.read,
    items.map((item) => item.offer),
  )
  return items.map((item) => {
    const found = offers.get(offerKey(item.offer.id, item.offer.version))
    if (found === undefined) throw new Error(`the offer of item ${item.id} is gone from the catalogue`)
    return { item, offer: found }
  })
}

/** Countries in which all of these are sold; `undefined`: everywhere. */
export function countriesOf(offers: readonly Offer[]): readonly string[] | undefined {
  const limits = offers.map((offer) => offer.allowedCountries).filter((countries) => countries.length > 0)
  const [first, ...rest] = limits
  return first?.filter((country) => rest.every((countries) => countries.includes(country)))
}
