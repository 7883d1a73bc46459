import type { CustomerState } from '../../domain/customer-state.ts'
import { type Facts, offerKey } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Replacement } from '../../domain/replacement.ts'
import type { Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { termsAfter } from '../change-offer/plan.ts'
import { refuseUnfit } from '../fits-subscription.ts'
import { discountsOnlyOn, type Holding, holdingOn } from '../holding.ts'
import { nextBase } from './days.ts'
import { type PlacedUpdate, type Target, toTargets } from './targets.ts'

export interface DayOfUpdates {
  readonly on: LocalDate
  readonly updates: readonly PlacedUpdate[]
  /** Everything that is to come by then written down. */
  readonly state: CustomerState
  readonly subscription: Subscription
  readonly facts: Facts
}

/** A replacement, and the add-ons that end because the new offer does not allow them. */
export interface DayPlan {
  readonly replacement: Replacement | undefined
  readonly notAllowed: readonly SubscriptionOffer[]
}

/** What the updates of one day come to. */
export function planDay(day: DayOfUpdates): DayPlan | Refusal {
  const holding = holdingOn(day.state, day.on)
  const { base } = holding
  if (base === undefined)
    return refuseAt('conflict', '/forSubscription', 'The subscription holds no offer on that day.')
  const offers = day.updates.filter(({ update }) => update.recordType === 'offer')
  const toBase = baseTarget(offers, base, day.facts)
  if (isRefused(toBase)) return toBase
  const addOns = toTargets(
    day.updates.filter(({ update }) => update.recordType === 'add_on'),
    holding.addOns,
    day.facts,
  )
  if (isRefused(addOns)) return addOns
  const baseOffer = toBase?.offer ?? day.facts.heldOffers.get(offerKey(base.offer.id, base.offer.version))
  const wrong = refuseTargets([...(toBase === undefined ? [] : [toBase]), ...addOns], baseOffer, day)
  if (wrong) return wrong
  return toDayPlan(day, { holding, base, toBase, baseOffer, addOns })
}

/** One offer is held: what is added beside it takes its place. */
function baseTarget(
  updates: readonly PlacedUpdate[],
  base: SubscriptionOffer,
  facts: Facts,
): Target | undefined | Refusal {
  const targets = toTargets(updates, [base], facts)
  if (isRefused(targets)) return targets
  const news = targets.filter(({ held }) => held === undefined)
  const own = targets.find(({ held }) => held !== undefined)
  const [first, second] = news
  if (second !== undefined)
    return refuseAt('invalid_request', second.pointer, 'A subscription holds one offer; add-ons ride on it.')
  if (first !== undefined && own !== undefined && own.quantity > 0)
    return refuseAt(
      'invalid_request',
      own.pointer,
      `Remove all ${base.quantity} of ${base.name}, or add no other offer.`,
    )
  if (first === undefined && own?.quantity === 0)
    return refuseAt(
      'invalid_request',
      own.pointer,
      'Nothing would be left: cancel_subscription ends a subscription.',
    )
  const target = nextBase(targets)
  return target?.held !== undefined && target.quantity === base.quantity ? undefined : target
}

function refuseTargets(
  targets: readonly Target[],
  baseOffer: Offer | undefined,
  day: DayOfUpdates,
): Refusal | undefined {
  for (const { offer, quantity, pointer } of targets) {
    if (quantity === 0) continue
    const unfit = refuseUnfit(offer, { subscription: day.subscription, quantity, pointer, facts: day.facts })
    if (unfit) return unfit
    if (offer.recordType === 'add_on' && !(baseOffer?.addOnPaths.includes(offer.path) ?? false))
      return refuseAt(
        'add_on_not_allowed',
        `${pointer}/id`,
        `${offer.displayName} cannot be added to ${baseOffer?.displayName ?? 'it'}.`,
      )
  }
  return undefined
}

interface Parts {
  readonly holding: Holding
  readonly base: SubscriptionOffer
  readonly toBase: Target | undefined
  readonly baseOffer: Offer | undefined
  readonly addOns: readonly Target[]
}

function toDayPlan(day: DayOfUpdates, { holding, base, toBase, baseOffer, addOns }: Parts): DayPlan {
  const moved = addOns.filter(({ held, quantity }) => held?.quantity !== quantity)
  const changing = new Set(moved.flatMap(({ held }) => held?.id ?? []))
  const notAllowed =
    toBase === undefined
      ? []
      : holding.addOns.filter(
          ({ id, offer }) => !changing.has(id) && !(baseOffer?.addOnPaths.includes(offer.path) ?? false),
        )
  const ends = [
    ...(toBase === undefined ? [] : [base]),
    ...moved.flatMap(({ held }) => held ?? []),
    ...notAllowed,
  ]
  const starts = [...(toBase === undefined ? [] : [toBase]), ...moved].filter(({ quantity }) => quantity > 0)
  if (ends.length + starts.length === 0) return { replacement: undefined, notAllowed: [] }
  const replacement: Replacement = {
    kind: 'update_subscription',
    on: day.on,
    summary: summaryOf(toBase, moved, base),
    ends: [
      ...ends,
      ...discountsOnlyOn(
        ends.filter(({ id }) => !isGoingOn(id, starts)),
        holding.discounts,
      ),
    ],
    starts: starts.map((target, n) => ({
      offer: target.offer,
      quantity: target.quantity,
      replaces: target.held ?? (target === toBase ? base : undefined),
      neighbours: target.held?.charges ?? base.charges,
      key: `subscription_offer/${day.on}/${n + 1}`,
    })),
    becomes: becoming(toBase, day),
  }
  return { replacement, notAllowed }
}

function isGoingOn(id: string, starts: readonly Target[]): boolean {
  return starts.some(({ held }) => held?.id === id)
}

function becoming(toBase: Target | undefined, { subscription, on }: DayOfUpdates): Replacement['becomes'] {
  if (toBase === undefined) return undefined
  const { held, offer, quantity } = toBase
  return held === undefined ? termsAfter(subscription, { to: offer, quantity, on }) : { quantity }
}

function summaryOf(toBase: Target | undefined, addOns: readonly Target[], base: SubscriptionOffer): string {
  return [...(toBase === undefined ? [] : [toBase]), ...addOns]
    .map(({ held, offer, quantity }) => {
      if (quantity === 0) return `${offer.displayName} ends.`
      if (held !== undefined) return `${quantity} of ${offer.displayName} instead of ${held.quantity}.`
      if (offer.recordType === 'add_on') return `${quantity} of ${offer.displayName} is added.`
      return `${offer.displayName} takes the place of ${base.name}.`
    })
    .join(' ')
}
