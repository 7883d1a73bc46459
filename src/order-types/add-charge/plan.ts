import type { Changeset, Message } from '../../domain/changeset.ts'
import { collectEffects } from '../../domain/charge-now.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Offer } from '../../domain/offer.ts'
import type { AddCharge } from '../../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import { replaceOffers } from '../../domain/replacement.ts'
import { chargesEndOn } from '../../domain/schedule.ts'
import type { Subscription } from '../../domain/subscription.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localDay } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'
import { changesToCome, refuseCollision } from '../collisions.ts'
import { dayOfRequest } from '../day-of-request.ts'
import { refuseUnfit } from '../fits-subscription.ts'
import { livingSubscription } from '../living-subscription.ts'
import { namedOffer } from '../named-offer.ts'

/**
 * Charges something once, beside what the subscription charges: today at once, on a later day with the entry of that day. Until then
 * it is a change to come, and can be withdrawn. Collected as the subscription pays.
 */
export function planAddCharge(order: AddCharge, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  const offer = chargedOnce(order, subscription, facts)
  if (isRefused(offer)) return offer
  const today = localDay(facts.at, subscription.timeZone)
  const on = chargeDay(order, { subscription, today, facts })
  if (isRefused(on)) return on
  const { name } = subscription
  const charge = {
    kind: 'add_charge' as const,
    on,
    summary: `${offer.displayName} is charged once.`,
    ends: [],
    starts: [
      {
        offer,
        quantity: order.quantity,
        replaces: undefined,
        neighbours: [],
        once: true as const,
        key: 'subscription_offer/charge',
      },
    ],
    becomes: undefined,
  }
  const input = { ...facts, today, subscription, invoiceTermDays: facts.settings.invoiceTermDays }
  const { changes, after } = replaceOffers(facts.before, { first: [], replacements: [charge] }, input)
  return {
    effectiveOn: on,
    currency: subscription.currency,
    changes,
    effects: collectEffects(after, input),
    messages: [messageOf(offer, { on, today, name })],
  }
}

function chargedOnce(order: AddCharge, subscription: Subscription, facts: Facts): Offer | Refusal {
  const offer = namedOffer(facts, order.offer, '/offer')
  if (isRefused(offer)) return offer
  if (offer.prices.some(({ kind, delay }) => kind !== 'one_time' || delay !== undefined))
    return refuseAt(
      'invalid_request',
      '/offer',
      `${offer.displayName} is not charged once and at once; update_subscription and change_offer attach what lasts.`,
    )
  return refuseUnfit(offer, { subscription, quantity: order.quantity, pointer: '', facts }) ?? offer
}

interface Asked {
  readonly subscription: Subscription
  readonly today: LocalDate
  readonly facts: Facts
}

/** Nothing is charged from the day on which the subscription ends. */
function chargeDay({ effectiveAt }: AddCharge, { subscription, today, facts }: Asked): LocalDate | Refusal {
  const pointer = '/effectiveDate'
  const on = dayOfRequest(effectiveAt ?? today, { subscription, today, pointer })
  if (isRefused(on)) return on
  const endOn = chargesEndOn(subscription)
  if (endOn === undefined || on < endOn) return on
  const cancellation = changesToCome(facts.before).find(({ kind }) => kind === 'cancellation')
  if (cancellation) return refuseCollision(cancellation)
  return subscription.cancelOn === undefined
    ? refuseAt(
        'effective_date_out_of_range',
        pointer,
        `The subscription ends on ${dayInWords(endOn)}; the charge must come before.`,
      )
    : refuse('change_pending', `The subscription is cancelled on ${dayInWords(endOn)}.`)
}

function messageOf(
  { displayName }: Offer,
  { on, today, name }: { readonly on: LocalDate; readonly today: LocalDate; readonly name: string },
): Message {
  return on <= today
    ? {
        level: 'info',
        code: 'charged_today',
        text: `${displayName} is charged once, today. ${name} goes on as it is.`,
      }
    : {
        level: 'info',
        code: 'charge_scheduled',
        text: `${displayName} is charged once, on ${dayInWords(on)}. ${name} goes on as it is.`,
      }
}
