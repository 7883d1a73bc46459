import type { OfferRef } from '../domain/catalog-item.ts'
import { type Facts, offerKey } from '../domain/facts.ts'
import type { Offer } from '../domain/offer.ts'
import { type Refusal, refuseAt } from '../domain/refusal.ts'

/** The offer or add-on that a request names at this place, if it is sold. */
export function namedOffer(
  { offers, unpublishedOffers }: Pick<Facts, 'offers' | 'unpublishedOffers'>,
  { id, version }: OfferRef,
  pointer: string,
): Offer | Refusal {
  const key = offerKey(id, version)
  const offer = offers.get(key)
  if (offer !== undefined) return offer
  return unpublishedOffers.has(key)
    ? refuseAt('offer_not_published', pointer, 'This version of the offer is not published.')
    : refuseAt('offer_not_found', pointer, 'There is no offer with this id and version.')
}

/** May so many of it be bought? */
export function refuseQuantity(offer: Offer, quantity: number, pointer: string): Refusal | undefined {
  const { minimum, maximum, increment } = offer.quantity
  const fits = quantity >= minimum && quantity <= maximum && (quantity - minimum) % increment === 0
  if (fits) return undefined
  const steps = increment === 1 ? '' : ` in steps of ${increment}`
  return refuseAt(
    'quantity_not_allowed',
    pointer,
    `${offer.displayName} can be bought from ${minimum} to ${maximum}${steps}, not ${quantity}.`,
  )
}
