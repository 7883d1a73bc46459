import { offerKey } from '../domain/facts.ts'
import type { Offer } from '../domain/offer.ts'

// A version is named by its content, so what is remembered under its name can never be wrong, whichever database it
// came from. The bound keeps a merchant who publishes all day from filling the memory.
const mostOffers = 5_000
const offers = new Map<string, Offer>()

/** The parsed content of this version, when this process has seen it. Whether it may be sold now is another question. */
export function cachedOffer(id: string, version: string): Offer | undefined {
  return offers.get(offerKey(id, version))
}

export function rememberOffer(offer: Offer): void {
  const [oldest] = offers.keys()
  if (offers.size >= mostOffers && oldest !== undefined) offers.delete(oldest)
  offers.set(offerKey(offer.id, offer.version), offer)
}
