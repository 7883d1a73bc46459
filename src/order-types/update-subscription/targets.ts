import type { Facts } from '../../domain/facts.ts'
import { offerKey } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import type { OfferUpdate } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { SubscriptionOffer } from '../../domain/subscription.ts'
import { namedOffer } from '../named-offer.ts'

/** An update, and where it stands in the request. */
export interface PlacedUpdate {
  readonly update: OfferUpdate
  readonly pointer: string
}

/** What an update comes to for one thing: so many of this offer, in the place of what is held of it. */
export interface Target {
  readonly held: SubscriptionOffer | undefined
  readonly offer: Offer
  /** 0: it goes. */
  readonly quantity: number
  readonly pointer: string
}

/** The updates of one kind of thing on one day, as what they come to; several of the same thing add up. */
export function toTargets(
  updates: readonly PlacedUpdate[],
  held: readonly SubscriptionOffer[],
  facts: Facts,
): readonly Target[] | Refusal {
  const targets = new Map<string, Target>()
  for (const placed of updates) {
    const target = apply(placed, { held, facts, targets })
    if (isRefused(target)) return target
    targets.set(offerKey(target.offer.id, target.offer.version), target)
  }
  return [...targets.values()]
}

interface SoFar {
  readonly held: readonly SubscriptionOffer[]
  readonly facts: Facts
  readonly targets: ReadonlyMap<string, Target>
}

function apply({ update, pointer }: PlacedUpdate, { held, facts, targets }: SoFar): Target | Refusal {
  const own = held.find((one) => isMeant(one, update))
  if (own === undefined) {
    if (update.kind !== 'add')
      return refuseAt('not_found', `${pointer}/id`, 'The subscription holds no such offer on that day.')
    return somethingNew({ update, pointer }, facts, targets)
  }
  const key = offerKey(own.offer.id, own.offer.version)
  const offer = facts.heldOffers.get(key)
  if (offer === undefined)
    return refuseAt('offer_not_found', `${pointer}/id`, 'The offer is not there any more.')
  const before = targets.get(key)?.quantity ?? own.quantity
  const quantity = quantityAfter(update, before)
  if (quantity < 0)
    return refuseAt(
      'quantity_not_allowed',
      `${pointer}/quantity`,
      `Only ${before} of ${own.name} can be removed.`,
    )
  return { held: own, offer, quantity, pointer }
}

function isMeant({ id, offer }: SubscriptionOffer, update: OfferUpdate): boolean {
  if (update.id === id) return true
  return update.id === offer.id && (update.version === undefined || update.version === offer.version)
}

function quantityAfter({ kind, quantity }: OfferUpdate, before: number): number {
  switch (kind) {
    case 'add':
      return before + (quantity ?? 1)
    case 'remove':
      return quantity === undefined ? 0 : before - quantity
    case 'set_quantity':
      return quantity ?? before
  }
}

function somethingNew(
  { update, pointer }: PlacedUpdate,
  facts: Facts,
  targets: ReadonlyMap<string, Target>,
): Target | Refusal {
  if (update.version === undefined)
    return refuseAt(
      'invalid_request',
      `${pointer}/version`,
      'What is not held yet is named by id and version.',
    )
  const offer = namedOffer(facts, { id: update.id, version: update.version }, pointer)
  if (isRefused(offer)) return offer
  if (offer.recordType !== update.recordType)
    return refuseAt('invalid_request', `${pointer}/record_type`, `${offer.displayName} is of another kind.`)
  const before = targets.get(offerKey(offer.id, offer.version))?.quantity ?? 0
  return { held: undefined, offer, quantity: before + (update.quantity ?? 1), pointer }
}
