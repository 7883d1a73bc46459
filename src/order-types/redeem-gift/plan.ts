import type { Change, ChangeOf } from '../../domain/change.ts'
import type { Changeset, Effect, Message } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Gift } from '../../domain/gift.ts'
import type { RedeemGift } from '../../domain/order.ts'
import type { StoredAddress } from '../../domain/party.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription, SubscriptionOffer } from '../../domain/subscription.ts'
import { firstTerm } from '../../domain/terms.ts'
import type { LocalDate } from '../../domain/time.ts'
import { localDay, localMidnight } from '../../domain/time-zone.ts'
import { dayInWords } from '../../domain/words.ts'
import { waitingGift } from '../waiting-gift.ts'
import { giftStart } from './start.ts'

/**
 * Makes a gift the recipient's: the subscription that waited becomes theirs, its term is counted from its start, and what it
 * entitles to begins. No money: the buyer paid, and the buyer's invoice stays the buyer's.
 */
export function planRedeemGift(order: RedeemGift, facts: Facts): Changeset | Refusal {
  const waiting = waitingGift(facts)
  if (isRefused(waiting)) return waiting
  const refusal = refuseCountry(order, facts)
  if (refusal) return refusal
  const { gift, subscription } = waiting
  const today = localDay(facts.at, subscription.timeZone)
  const { startOn, messages } = giftStart(facts, today)
  const customerId = facts.ids.id('cus', 'customer')
  const started = toRecipients(subscription, { order, facts, customerId, startOn, today })
  return {
    effectiveOn: startOn,
    currency: subscription.currency,
    changes: [...peopleOf(order, facts, customerId), claimOf(gift, started, facts)],
    effects: effectsOf(order),
    messages: [...messages, lastsUntil(started)],
  }
}

function refuseCountry({ country }: RedeemGift, { heldOffers }: Facts): Refusal | undefined {
  const offer = [...heldOffers.values()].find(
    ({ allowedCountries }) => allowedCountries.length > 0 && !allowedCountries.includes(country),
  )
  if (offer === undefined) return undefined
  return refuseAt(
    'country_not_allowed',
    '/country',
    `${offer.displayName} is not available in ${country}, only in ${offer.allowedCountries.join(', ')}.`,
  )
}

interface Claiming {
  readonly order: RedeemGift
  readonly facts: Facts
  readonly customerId: string
  readonly startOn: LocalDate
  readonly today: LocalDate
}

function toRecipients(
  waiting: Subscription,
  { order, facts, customerId, startOn, today }: Claiming,
): Subscription {
  return {
    ...waiting,
    ownerId: facts.ownerId,
    customerId,
    status: startOn > today ? 'pending' : 'active',
    country: order.country,
    startAt: startOn > today ? localMidnight(startOn, waiting.timeZone) : facts.at,
    startOn,
    ...firstTerm(waiting.term, startOn),
    // Nothing is charged in the term that was given; for what comes after it the recipient has named no card.
    payment: { type: 'card', paymentMethodId: undefined },
  }
}

function claimOf(gift: Gift, subscription: Subscription, facts: Facts): ChangeOf<'claim_gift'> {
  const { before, orderId, ownerId, at } = facts
  const status = subscription.status === 'pending' ? ('pending' as const) : ('active' as const)
  const { startOn } = subscription
  return {
    kind: 'claim_gift',
    giftId: gift.id,
    claim: { orderId, ownerId, at },
    subscription,
    offers: before.subscriptionOffers.map((offer) => offerOf(offer, subscription)),
    entitlements: before.entitlements.map((held) => ({ ...held, ownerId, status, startOn })),
  }
}

/** What took something off the price has done so. */
function offerOf(offer: SubscriptionOffer, subscription: Subscription): SubscriptionOffer {
  const { ownerId, startOn } = subscription
  const theirs = { ...offer, ownerId, startOn }
  if (offer.subtype === 'discount') return { ...theirs, status: 'ended', endOn: startOn }
  return {
    ...theirs,
    status: subscription.status === 'pending' ? 'pending' : 'active',
    charges: chargesAfter(offer, subscription),
  }
}

/**
 * What the buyer paid is not charged again: only what goes on for ever stays, and begins where the given term ends. The subscription
 * ends there too, unless it is renewed.
 */
function chargesAfter({ charges }: SubscriptionOffer, { termEndOn }: Subscription) {
  if (termEndOn === undefined) return []
  return charges
    .filter(({ interval, periods }) => interval !== undefined && periods === undefined)
    .map((charge) => ({ ...charge, anchorOn: termEndOn }))
}

function peopleOf(
  order: RedeemGift,
  { ids, ownerId, orderId }: Facts,
  customerId: string,
): readonly Change[] {
  const given = [
    { relationship: 'billing', address: order.billing },
    { relationship: 'delivery', address: order.delivery },
  ] as const
  const addresses = given.flatMap(({ relationship, address }): StoredAddress[] =>
    address === undefined || Object.values(address).every((part) => part === undefined || part === '')
      ? []
      : [{ id: ids.id('address', relationship), ownerId, customerId, orderId, relationship, address }],
  )
  return [
    {
      kind: 'add_customer',
      customer: {
        id: customerId,
        reference: ids.reference('customer'),
        ownerId,
        orderId,
        details: order.customer,
      },
    },
    ...addresses.map((address) => ({ kind: 'add_address' as const, address })),
  ]
}

function effectsOf({ customer: { email } }: RedeemGift): readonly Effect[] {
  return email === undefined ? [] : [{ kind: 'mail_receipt', when: 'after', email }]
}

function lastsUntil({ name, termEndOn }: Subscription): Message {
  const until =
    termEndOn === undefined
      ? 'It has no end.'
      : `It ends by itself on ${dayInWords(termEndOn)}; that is the first day without.`
  return { level: 'info', code: 'gift_term', text: `${name} is yours. Nothing is charged. ${until}` }
}
