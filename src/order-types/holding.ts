import type { CustomerState } from '../domain/customer-state.ts'
import type { SubscriptionOffer } from '../domain/subscription.ts'
import type { LocalDate } from '../domain/time.ts'

/** What a subscription holds on a day: its offer, its add-ons, its discounts. */
export interface Holding {
  readonly base: SubscriptionOffer | undefined
  readonly addOns: readonly SubscriptionOffer[]
  readonly discounts: readonly SubscriptionOffer[]
}

/** As it is written down now, changes to come included; a subscription that has not begun holds what it begins with. */
export function holdingOn(
  { subscriptions, subscriptionOffers }: Pick<CustomerState, 'subscriptions' | 'subscriptionOffers'>,
  day: LocalDate,
): Holding {
  const startOn = subscriptions[0]?.startOn ?? day
  const on = day < startOn ? startOn : day
  const held = subscriptionOffers.filter(
    (offer) =>
      offer.status !== 'ended' && offer.startOn <= on && (offer.endOn === undefined || offer.endOn > on),
  )
  return {
    base: held.find(({ subtype }) => subtype === 'base'),
    addOns: held.filter(({ subtype }) => subtype === 'add_on'),
    discounts: held.filter(({ subtype }) => subtype === 'discount'),
  }
}

/** The discounts that are for nothing but these offers: they end with them. */
export function discountsOnlyOn(
  ends: readonly SubscriptionOffer[],
  discounts: readonly SubscriptionOffer[],
): readonly SubscriptionOffer[] {
  const ids = new Set(ends.map(({ id }) => id))
  return discounts.filter(
    ({ discount }) => discount?.subscriptionOfferIds?.every((id) => ids.has(id)) ?? false,
  )
}
