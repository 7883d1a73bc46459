import { addDays } from './calendar.ts'
import { isSameOffer, lineOfDescent } from './carry-out.ts'
import type { CustomerState } from './customer-state.ts'
import type { Subscription, SubscriptionOffer } from './subscription.ts'
import type { LocalDate } from './time.ts'

/**
 * When what runs now is over: the end of the term; without a term the end of what is charged already for what is held, and was not
 * given back; today when nothing is. For a subscription that has not begun, the day it begins.
 */
export function termEndOf(
  { termEndOn, status, startOn }: Subscription,
  { subscriptionOffers, invoices }: Pick<CustomerState, 'subscriptionOffers' | 'invoices'>,
  today: LocalDate,
): LocalDate {
  if (status === 'pending') return startOn
  if (termEndOn !== undefined) return termEndOn
  const held = new Set(subscriptionOffers.filter(isHeldOn(today)).flatMap(alikeIn(subscriptionOffers)))
  const charged = invoices
    .flatMap(({ lines }) => lines)
    .filter(
      ({ subscriptionOfferId, oneTime, quantity, creditedQuantity = 0 }) =>
        held.has(subscriptionOfferId) && oneTime === undefined && creditedQuantity < quantity,
    )
  return [today, ...charged.map((line) => addDays(line.serviceEndOn, 1))].sort().at(-1) ?? today
}

function isHeldOn(day: LocalDate) {
  return ({ status, startOn, endOn }: SubscriptionOffer) =>
    status !== 'ended' && startOn <= day && (endOn === undefined || endOn > day)
}

/** Ids of an offer and of what it is only another quantity of: what it uses may have been charged in the name of that. */
function alikeIn(offers: readonly SubscriptionOffer[]) {
  return (offer: SubscriptionOffer): readonly string[] => {
    const ids = lineOfDescent(offers, offer)
    return offers.filter((other) => ids.has(other.id) && isSameOffer(other, offer)).map(({ id }) => id)
  }
}
