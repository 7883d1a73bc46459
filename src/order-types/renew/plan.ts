import { isSameOffer } from '../../domain/carry-out.ts'
import type { Change } from '../../domain/change.ts'
import type { Changeset } from '../../domain/changeset.ts'
import { collectEffects } from '../../domain/charge-now.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Renew } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse } from '../../domain/refusal.ts'
import { termsOfOffer, withoutIntroduction } from '../../domain/renewal.ts'
import { type Replacement, replaceOffers, takeBackCancellation } from '../../domain/replacement.ts'
import type { SubscriptionTerms } from '../../domain/subscription.ts'
import { firstTerm, termAfter } from '../../domain/terms.ts'
import { dayInWords } from '../../domain/words.ts'
import { changesOffers, changesToCome, refuseCollision } from '../collisions.ts'
import { refuseUnfit } from '../fits-subscription.ts'
import { discountsOnlyOn, holdingOn } from '../holding.ts'
import { renewalMessages } from './messages.ts'
import { paymentAfter, paymentChanges, savingEffects } from './payment.ts'
import { findTerm, type RenewedTerm } from './term.ts'

/**
 * A new term by hand, with what is held or with another offer: a change to come on the day the term ends, or today, charged at once,
 * where it has run out. Introductory phases are not repeated. A cancellation to come is taken back; any other change to come stands
 * in the way (423).
 */
export function planRenew(order: Renew, facts: Facts): Changeset | Refusal {
  const found = findTerm(order, facts)
  if (isRefused(found)) return found
  const payment = paymentAfter(order, found.subscription, facts)
  if (isRefused(payment)) return payment
  const inTheWay = changesToCome(facts.before).find(changesOffers)
  if (inTheWay) return refuseCollision(inTheWay)
  const subscription = { ...found.subscription, payment, cancelOn: undefined }
  const { offer, quantity } = found
  const unfit = refuseUnfit(offer, { subscription, quantity, pointer: '/orderItems/0', facts })
  if (unfit) return unfit
  if (renewsByItself(found) && order.pays === undefined) return nothingToRenew(found)
  const replacement = replacementOf(found, facts)
  const input = {
    ...facts,
    subscription,
    today: found.today,
    invoiceTermDays: facts.settings.invoiceTermDays,
  }
  const replacements = renewsByItself({ ...found, subscription }) ? [] : [replacement]
  const first = [...clearing(found, facts), ...paymentChanges(order, subscription)]
  const { changes, after } = replaceOffers(facts.before, { first, replacements }, input)
  return {
    effectiveOn: found.on,
    currency: subscription.currency,
    changes,
    effects: savingEffects(order, subscription, collectEffects(after, input)),
    messages: renewalMessages(found, {
      ends: replacement.ends,
      termEndOn: replacement.becomes?.termEndOn,
    }),
  }
}

/** The same again, without an order: as long as nothing ends it before. */
function renewsByItself({ subscription, base, offer, quantity }: RenewedTerm): boolean {
  const { status, autoRenew, cancelOn } = subscription
  return (
    status !== 'expired' &&
    autoRenew &&
    cancelOn === undefined &&
    isSameOffer(base, { offer }) &&
    base.quantity === quantity
  )
}

function nothingToRenew({ on }: RenewedTerm): Refusal {
  return refuse('nothing_to_change', `The subscription renews by itself on ${dayInWords(on)}.`)
}

/** What has run out runs again; what was to end goes on. */
function clearing({ subscription }: RenewedTerm, { before }: Facts): readonly Change[] {
  return subscription.status === 'expired'
    ? [{ kind: 'activate_subscription', subscriptionId: subscription.id }]
    : takeBackCancellation(subscription, before)
}

/** The same in the same number goes on with its charges; anything else takes its place, and what has run out begins anew. */
function replacementOf(found: RenewedTerm, { before }: Facts): Replacement {
  const { base, offer, quantity, on, subscription } = found
  const isOver = subscription.status === 'expired'
  const same = isSameOffer(base, { offer })
  const { addOns, discounts } = holdingOn(before, on)
  const gone = isOver || same ? [] : addOns.filter(({ offer: held }) => !offer.addOnPaths.includes(held.path))
  const stays = same && base.quantity === quantity && !isOver
  const ends = isOver || stays ? [] : [base, ...gone]
  const start = {
    offer: same && isOver ? withoutIntroduction(offer) : offer,
    quantity,
    replaces: isOver ? undefined : base,
    neighbours: isOver ? [] : base.charges,
    key: 'subscription_offer/base',
  }
  return {
    kind: 'renewal',
    on,
    summary: `A new term of ${offer.displayName} begins.`,
    ends: [...ends, ...(same ? [] : discountsOnlyOn(ends, discounts))],
    starts: stays ? [] : [start],
    becomes: termsOf(found, same),
  }
}

function termsOf(
  { subscription, offer, quantity, on }: RenewedTerm,
  same: boolean,
): Partial<SubscriptionTerms> {
  if (!same) return termsOfOffer(offer, quantity, { subscription, on })
  const term = subscription.renewalTerm ?? subscription.term
  return {
    quantity,
    ...(subscription.termEndOn === on ? termAfter(subscription, term, on) : firstTerm(term, on)),
  }
}
