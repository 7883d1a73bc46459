import type { Offer } from './offer.ts'

/**
 * What an offer charges when it is taken up again: introductory phases are not repeated, so what lasts begins at once. An offer of
 * which nothing lasts charges what it charged.
 */
export function withoutIntroduction(offer: Offer): Offer {
  const lasting = offer.prices.filter(
    ({ kind, repeatCount }) => kind === 'recurring' && repeatCount === undefined,
  )
  if (lasting.length === 0) return offer
  return { ...offer, prices: lasting.map((price) => ({ ...price, delay: undefined })) }
}
