import { loadOffers } from '../catalog/load-offers.ts'
import type { OfferedItem } from '../domain/basket-rules.ts'
import { offerKey } from '../domain/facts.ts'
import type { OrderItem } from '../domain/order.ts'
import type { Services } from '../ports/services.ts'

/** Each item of a stored basket with its offer. Versions that a basket names are never deleted. */
export async function offersOfItems(
  services: Pick<Services, 'db'>,
  items: readonly OrderItem[],
): Promise<readonly OfferedItem[]> {
  const offers = await loadOffers(
    services.db.read,
    items.map((item) => item.offer),
  )
  return items.map((item) => {
    const found = offers.get(offerKey(item.offer.id, item.offer.version))
    if (found === undefined) throw new Error(`the offer of item ${item.id} is gone from the catalogue`)
    return { item, offer: found.offer }
  })
}
