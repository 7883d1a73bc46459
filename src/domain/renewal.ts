import { addInterval } from './calendar.ts'
import type { Offer, Term } from './offer.ts'
import type { SubscriptionTerms } from './subscription.ts'
import type { LocalDate } from './time.ts'

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

/** A term that begins on a day; without an end where it is evergreen, or there is none. */
export function newTerm(
  term: Term | undefined,
  on: LocalDate,
): Pick<SubscriptionTerms, 'termStartOn' | 'termEndOn'> {
  const termEndOn = term?.renewalType === 'TERMED' ? addInterval(on, term.length) : undefined
  return { termStartOn: on, termEndOn }
}
