import { isSameOffer } from './carry-out.ts'
import type { Change } from './change.ts'
import { asItWillBe } from './charge-now.ts'
import type { CustomerState } from './customer-state.ts'
import { offerKey } from './facts.ts'
import type { IdSource } from './id.ts'
import type { Offer } from './offer.ts'
import type { PendingChange, Subscription, SubscriptionOffer, SubscriptionTerms } from './subscription.ts'
import { entitlementsOf, toSubscriptionOffer } from './succession.ts'
import { firstTerm, type RunningTerm, termAfter } from './terms.ts'
import type { LocalDate } from './time.ts'
import { localMidnight } from './time-zone.ts'

/** Offers that others renew as, under their path and under their id. */
export type RenewalOffers = ReadonlyMap<string, Offer>

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

/** What a subscription takes over from an offer with which a new term begins, where the last one has ended or is cut short. */
export function termsOfOffer(
  offer: Offer,
  quantity: number,
  { subscription, on }: { readonly subscription: Subscription; readonly on: LocalDate },
): SubscriptionTerms {
  const { initialTerm, renewalTerm = initialTerm, autoRenew, displayName: name, dunning } = offer
  const term =
    subscription.termEndOn === on ? termAfter(subscription, initialTerm, on) : firstTerm(initialTerm, on)
  return { name, quantity, term: initialTerm, renewalTerm, autoRenew, dunning, ...runningTerm(term) }
}

/** Nothing else of where it comes from. */
function runningTerm({ termStartOn, termEndOn, termCycle }: RunningTerm): RunningTerm {
  return { termStartOn, termEndOn, termCycle }
}

export interface RenewalInput {
  readonly ids: IdSource
  readonly orderId: string
  readonly today: LocalDate
  readonly heldOffers: ReadonlyMap<string, Offer>
  readonly renewalOffers: RenewalOffers
}

/** The renewals to come that nobody asked for. */
export function automaticRenewals({
  pendingChanges,
}: Pick<CustomerState, 'pendingChanges'>): readonly PendingChange[] {
  return pendingChanges.filter(({ status, automatic }) => status === 'pending' && automatic === true)
}

/**
 * Where what a subscription holds at the end of its term renews as another offer, that is a change to come from the start: pinned at
 * the version that is published now. Nothing where it does not renew, or the offer cannot take its place.
 */
export function renewalToCome(
  state: CustomerState,
  held: Subscription,
  input: RenewalInput,
): readonly Change[] {
  const subscription = asItWillBe(held, state)
  const { autoRenew, termEndOn: on } = subscription
  if (!autoRenew || on === undefined || (held.status !== 'active' && held.status !== 'pending')) return []
  const holding = heldOn(state, held.id, on)
  const base = holding.find(({ subtype }) => subtype === 'base')
  const offer = base && renewalOf(base, input)
  if (base === undefined || offer === undefined || offer.currency !== held.currency) return []
  const ends = [base, ...endingWith(base, offer, holding)]
  return [scheduling({ subscription, base, offer, on, ends }, input)]
}

function heldOn(
  { subscriptionOffers }: CustomerState,
  subscriptionId: string,
  on: LocalDate,
): readonly SubscriptionOffer[] {
  return subscriptionOffers.filter(
    (offer) =>
      offer.subscriptionId === subscriptionId &&
      offer.status !== 'ended' &&
      offer.startOn < on &&
      (offer.endOn === undefined || offer.endOn > on),
  )
}

function renewalOf(
  base: SubscriptionOffer,
  { heldOffers, renewalOffers }: Pick<RenewalInput, 'heldOffers' | 'renewalOffers'>,
): Offer | undefined {
  const { id, version } = base.offer
  const held =
    heldOffers.get(offerKey(id, version)) ??
    [...renewalOffers.values()].find((known) => known.id === id && known.version === version)
  const offer = held?.renewalOffer === undefined ? undefined : renewalOffers.get(held.renewalOffer)
  if (offer === undefined || offer.recordType !== 'offer' || isSameOffer(base, { offer })) return undefined
  return offer
}

/** Add-ons that the new offer does not allow, and discounts that were for nothing else. */
function endingWith(
  base: SubscriptionOffer,
  { addOnPaths }: Offer,
  holding: readonly SubscriptionOffer[],
): readonly SubscriptionOffer[] {
  const addOns = holding.filter(
    ({ subtype, offer }) => subtype === 'add_on' && !addOnPaths.includes(offer.path),
  )
  const gone = new Set([base, ...addOns].map(({ id }) => id))
  const discounts = holding.filter(
    ({ discount }) => discount?.subscriptionOfferIds?.every((id) => gone.has(id)) ?? false,
  )
  return [...addOns, ...discounts]
}

interface Renewing {
  readonly subscription: Subscription
  readonly base: SubscriptionOffer
  readonly offer: Offer
  readonly on: LocalDate
  readonly ends: readonly SubscriptionOffer[]
}

function scheduling({ subscription, base, offer, on, ends }: Renewing, input: RenewalInput): Change {
  const { ids, orderId, today } = input
  const { quantity } = base
  const name = `renewal/${subscription.id}/${on}`
  const key = `subscription_offer/${name}`
  const neighbours = base.charges
  const start = { offer, quantity, on, today, subscription, replaces: base, neighbours, ids, orderId, key }
  return {
    kind: 'schedule_change',
    pendingChange: {
      id: ids.id('pending_change', name),
      ownerId: subscription.ownerId,
      subscriptionId: subscription.id,
      orderId,
      kind: 'renewal',
      status: 'pending',
      effectiveOn: on,
      effectiveAt: localMidnight(on, subscription.timeZone),
      summary: `${base.name} renews as ${offer.displayName}.`,
      ends: ends.map(({ id }) => id),
      starts: [ids.id('subscription_offer', key)],
      becomes: termsOfOffer(offer, quantity, { subscription, on }),
      automatic: true,
    },
    offers: [toSubscriptionOffer(start)],
    entitlements: entitlementsOf(start),
  }
}
