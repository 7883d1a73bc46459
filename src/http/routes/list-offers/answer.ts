import type { ListedOffer } from '../../../catalog/list-offers.ts'
import { offerOf } from '../../../catalog/load-offers.ts'
import { mainPrice, summarisePrice } from '../../../checkout/price-summary.ts'
import type { FullOffer, ReducedOffer } from '../../../contract/offers-list.ts'
import { toDecimal } from '../../../domain/money.ts'

// Sales people read the list; what a buyer reads is worded in the locale of the link.
const listLocale = 'en-GB'

export function toFullOffer(offer: ListedOffer): FullOffer {
  return {
    ...headOf(offer),
    parent_path: offer.path.slice(0, offer.path.lastIndexOf('/')) || '/',
    type: 'item',
    service: 'limio',
    mode: 'production',
    created: offer.createdAt,
    updated: offer.updatedAt,
    data: { ...offer.data },
  }
}

export function toReducedOffer(listed: ListedOffer): ReducedOffer {
  const offer = offerOf(listed)
  return {
    ...headOf(listed),
    display_name: offer.displayName,
    price: {
      amount: toDecimal(mainPrice(offer)?.unitAmount ?? 0, offer.currency),
      currency: offer.currency,
      summary: summarisePrice(offer, listLocale),
    },
  }
}

function headOf(offer: ListedOffer) {
  return {
    id: offer.id,
    version: offer.version,
    name: offer.name,
    path: offer.path,
    record_type: 'offer' as const,
    status: offer.published ? ('active' as const) : ('draft' as const),
  }
}
