import { addDays } from '../../domain/calendar.ts'
import type { Changeset } from '../../domain/changeset.ts'
import { type DiscountTerms, discountEnd, fixedAmount } from '../../domain/discount-terms.ts'
import { discountMessage } from '../../domain/discount-words.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import type { AddOffer } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import { replaceOffers, takeBackCancellation } from '../../domain/replacement.ts'
import type { Discount, Subscription } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { dayOfRequest } from '../day-of-request.ts'
import { holdingOn } from '../holding.ts'
import { livingSubscription } from '../living-subscription.ts'
import { namedOffer } from '../named-offer.ts'
import { planAddOn } from './add-on.ts'
import { refuseUnfitDiscount } from './fits.ts'
import { beginning, takenBack } from './messages.ts'

/**
 * Attaches a discount to a subscription, or an add-on: today, from the next charge on, or on a later day; what is invoiced already
 * stays as it is. As a save offer it takes a cancellation to come back.
 */
export function planAddOffer(order: AddOffer, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const offer = namedOffer(facts, order.offer, '/offer')
  if (isRefused(offer)) return offer
  if (offer.recordType === 'add_on') return planAddOn(order, subscription, facts)
  if (offer.discount !== undefined)
    return planDiscount(order, { subscription, offer, terms: offer.discount }, facts)
  return refuseAt(
    'invalid_request',
    '/offer',
    `${offer.displayName} is no discount and no add-on; change_offer puts it in the place of what is held.`,
  )
}

interface Attached {
  readonly subscription: Subscription
  readonly offer: Offer
  readonly terms: DiscountTerms
}

function planDiscount(order: AddOffer, attached: Attached, facts: Facts): Changeset | Refusal {
  const { subscription, offer, terms } = attached
  const today = localDay(facts.at, subscription.timeZone)
  const on = dayOfRequest(order.effectiveAt ?? today, { subscription, today, pointer: '/effectiveDate' })
  if (isRefused(on)) return on
  const unfit = refuseUnfitDiscount(order, { subscription, offer, on, before: facts.before })
  if (unfit) return unfit
  const amount = fixedAmount(terms, subscription.currency, '/offer')
  if (isRefused(amount)) return amount
  const discount: Discount = { name: terms.name, percentage: terms.percentage, amount }
  const endOn = discountEnd(terms.length, chargesOn(facts, on), on <= today ? addDays(today, 1) : on)
  const input = {
    ...facts,
    today,
    subscription: order.savesFromCancelling ? { ...subscription, cancelOn: undefined } : subscription,
    invoiceTermDays: facts.settings.invoiceTermDays,
  }
  const { changes } = replaceOffers(
    facts.before,
    {
      first: order.savesFromCancelling ? takeBackCancellation(subscription, facts.before) : [],
      replacements: [replacementOf(attached, { on, takesOff: { discount, endOn } })],
    },
    input,
  )
  return {
    effectiveOn: on,
    currency: subscription.currency,
    changes,
    effects: [],
    messages: [
      beginning(terms.name, on, today),
      discountMessage({
        ...discount,
        percentage: terms.percentage,
        amount,
        currency: subscription.currency,
        endOn,
      }),
      ...(order.savesFromCancelling ? takenBack(subscription) : []),
    ],
  }
}

/** What the subscription will charge on that day: its length is counted in these. */
function chargesOn({ before }: Facts, on: LocalDate) {
  const { base, addOns } = holdingOn(before, on)
  return [...(base === undefined ? [] : [base]), ...addOns].flatMap(({ charges }) => charges)
}

function replacementOf(
  { offer, terms }: Attached,
  { on, takesOff }: { on: LocalDate; takesOff: { discount: Discount; endOn: LocalDate | undefined } },
) {
  return {
    kind: 'update_subscription' as const,
    on,
    summary: `${terms.name} is taken off.`,
    ends: [],
    starts: [
      {
        offer,
        quantity: 1,
        replaces: undefined,
        neighbours: [],
        takesOff,
        key: 'subscription_offer/discount',
      },
    ],
    becomes: undefined,
  }
}
