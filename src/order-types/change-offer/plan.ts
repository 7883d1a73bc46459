import type { Changeset, Message } from '../../domain/changeset.ts'
import { collectEffects } from '../../domain/charge-now.ts'
import { type Facts, offerKey } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import type { ChangeOffer } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import { replaceOffers, takeBackCancellation } from '../../domain/replacement.ts'
import type { Subscription, SubscriptionOffer, SubscriptionTerms } from '../../domain/subscription.ts'
import { directionOf, switchDay } from '../../domain/switch-day.ts'
import { firstTerm, termAfter, termRunningOn } from '../../domain/terms.ts'
import type { Interval, LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { changesOffers, changesToCome, refuseCollision } from '../collisions.ts'
import { dayOfRequest } from '../day-of-request.ts'
import { refuseUnfit } from '../fits-subscription.ts'
import { discountsOnlyOn, holdingOn } from '../holding.ts'
import { livingSubscription } from '../living-subscription.ts'
import { namedOffer } from '../named-offer.ts'
import { changeMessages } from './messages.ts'

/** What the change is about, once everything named was found. */
interface Switch {
  readonly subscription: Subscription
  readonly base: SubscriptionOffer
  readonly addOns: readonly SubscriptionOffer[]
  readonly discounts: readonly SubscriptionOffer[]
  readonly to: Offer
  readonly quantity: number
  readonly today: LocalDate
}

/**
 * Another offer takes the place of the subscription's: at once, at the next charge or when the term ends. Add-ons that it does not
 * allow end with the old one. A cancellation to come is taken back; any other change to come stands in the way (423).
 */
export function planChangeOffer(order: ChangeOffer, facts: Facts): Changeset | Refusal {
  const wanted = findSwitch(order, facts)
  if (isRefused(wanted)) return wanted
  const { subscription, today } = wanted
  const toCome = changesToCome(facts.before)
  const inTheWay = toCome.find(changesOffers)
  if (inTheWay) return refuseCollision(inTheWay)
  const on = effectiveDay(order, wanted, facts)
  if (isRefused(on)) return on
  const input = {
    ...facts,
    today,
    subscription: { ...subscription, cancelOn: undefined },
    invoiceTermDays: facts.settings.invoiceTermDays,
  }
  const replacement = replacementOf(wanted, on)
  const { changes, after } = replaceOffers(
    facts.before,
    { first: takeBackCancellation(subscription, facts.before), replacements: [replacement] },
    input,
  )
  return {
    effectiveOn: on,
    currency: subscription.currency,
    changes,
    effects: collectEffects(after, input),
    messages: messagesOf(wanted, { on, ends: replacement.ends }),
  }
}

function findSwitch(order: ChangeOffer, facts: Facts): Switch | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const to = namedOffer(facts, order.offer, '/offer')
  if (isRefused(to)) return to
  if (to.recordType !== 'offer')
    return refuseAt(
      'invalid_request',
      '/offer',
      `${to.displayName} is an add-on; update_subscription adds it.`,
    )
  const today = localDay(facts.at, subscription.timeZone)
  const { base, addOns, discounts } = holdingOn(facts.before, today)
  if (base === undefined) return refuseAt('conflict', '/forSubscription', 'The subscription holds no offer.')
  const quantity = order.quantity ?? base.quantity
  const unfit = refuseUnfit(to, { subscription, quantity, pointer: '', facts })
  if (unfit) return unfit
  const same = base.offer.id === to.id && base.offer.version === to.version && base.quantity === quantity
  if (same && changesToCome(facts.before).length === 0 && subscription.cancelOn === undefined)
    return refuseAt('nothing_to_change', '/offer', `The subscription holds ${to.displayName} already.`)
  return { subscription, base, addOns, discounts, to, quantity, today }
}

function effectiveDay(order: ChangeOffer, wanted: Switch, facts: Facts): LocalDate | Refusal {
  const { subscription, base, to, quantity, today } = wanted
  if (order.effectiveAt !== undefined)
    return dayOfRequest(order.effectiveAt, { subscription, today, pointer: '/effectiveDate' })
  const from = facts.heldOffers.get(offerKey(base.offer.id, base.offer.version))
  const direction =
    from === undefined
      ? 'upgrade'
      : directionOf({ offer: from, quantity: base.quantity }, { offer: to, quantity })
  // The cancellation is taken back before it can stand in the way of the next charge.
  const goingOn = { ...subscription, cancelOn: undefined }
  return switchDay(to, direction, { subscription: goingOn, state: facts.before, today })
}

function replacementOf({ subscription, base, addOns, discounts, to, quantity }: Switch, on: LocalDate) {
  const ends = [base, ...addOns.filter(({ offer }) => !to.addOnPaths.includes(offer.path))]
  return {
    kind: 'change_offer' as const,
    on,
    summary: `${to.displayName} takes the place of ${base.name}.`,
    ends: [...ends, ...discountsOnlyOn(ends.filter(isOther(to)), discounts)],
    starts: [
      { offer: to, quantity, replaces: base, neighbours: base.charges, key: 'subscription_offer/base' },
    ],
    becomes: termsAfter(subscription, { to, quantity, on }),
  }
}

/** What was for an offer is for it in another quantity too. */
function isOther(to: Offer): (held: SubscriptionOffer) => boolean {
  return ({ offer }) => offer.id !== to.id
}

/** A term of the same length goes on; another one begins on the day of the change. */
export function termsAfter(
  subscription: Subscription,
  { to, quantity, on }: { readonly to: Offer; readonly quantity: number; readonly on: LocalDate },
): Partial<SubscriptionTerms> {
  const { initialTerm } = to
  const rest = {
    name: to.displayName,
    quantity,
    term: initialTerm,
    renewalTerm: to.renewalTerm ?? initialTerm,
    autoRenew: to.autoRenew,
    dunning: to.dunning,
  }
  const { termStartOn, termEndOn, termCycle } = termRunningOn(subscription, on)
  const running = { termStartOn, termEndOn, termCycle }
  if (termEndOn === on) return { ...rest, ...termAfter(running, initialTerm, on) }
  const length = termCycle?.length ?? subscription.term?.length
  const goesOn = initialTerm?.renewalType === 'TERMED' && isSameLength(length, initialTerm.length)
  return { ...rest, ...(goesOn && termEndOn !== undefined ? running : firstTerm(initialTerm, on)) }
}

function isSameLength(one: Interval | undefined, other: Interval): boolean {
  return one?.unit === other.unit && one.count === other.count
}

function messagesOf(
  { subscription, base, to, today }: Switch,
  more: { on: LocalDate; ends: readonly SubscriptionOffer[] },
): readonly Message[] {
  return changeMessages({ from: base, to: to.displayName, today, cancelOn: subscription.cancelOn, ...more })
}
