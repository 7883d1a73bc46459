import type { Envelope } from '../../contract/objects.ts'
import type { PendingChange } from '../../domain/subscription.ts'
import type { ShownSubscription, ShownSubscriptionOffer } from '../../ports/object-store.ts'
import { kept } from './common.ts'
import { scheduleEnvelope } from './schedule.ts'
import { priceOf, subscriptionOfferEnvelope } from './subscription-offer.ts'

export function subscriptionEnvelope(subscription: ShownSubscription): Envelope {
  const { offers, schedules, pendingChanges } = subscription
  return {
    ...kept,
    id: subscription.id,
    name: subscription.reference,
    record_type: 'subscription',
    status: subscription.status,
    reference: subscription.reference,
    owner: subscription.ownerId,
    customer: subscription.customerId,
    ref: `${subscription.orderId}/${subscription.orderItemId}`,
    start: subscription.startAt,
    end: subscription.cancelOn ?? null,
    created: subscription.createdAt,
    updated: subscription.updatedAt,
    data: dataOf(subscription),
    ...(offers === undefined ? {} : partsOf(offers)),
    ...(schedules === undefined ? {} : { schedule: schedules.map(scheduleEnvelope) }),
    ...(pendingChanges === undefined ? {} : { pendingChanges: pendingChanges.map(pendingChangeOf) }),
  }
}

/** One of the changes that lie ahead. */
function pendingChangeOf(change: PendingChange) {
  const { id, kind, effectiveOn, summary, orderId, ends, starts } = change
  return {
    id,
    kind,
    status: 'pending' as const,
    effectiveDate: effectiveOn,
    summary,
    order: orderId,
    ends: [...ends],
    starts: [...starts],
  }
}

function dataOf(subscription: ShownSubscription) {
  const base = subscription.offers?.find(({ subtype }) => subtype === 'base')
  return {
    id: subscription.orderItemId,
    name: subscription.name,
    quantity: subscription.quantity,
    currency: subscription.currency,
    purchaseCountry: subscription.country,
    timeZone: subscription.timeZone,
    startDate: subscription.startAt,
    termStartDate: subscription.termStartOn,
    termEndDate: subscription.termEndOn ?? null,
    cancelDate: subscription.cancelOn ?? null,
    past_due: subscription.pastDue,
    payment: {
      type: subscription.payment.type,
      paymentMethod: subscription.payment.paymentMethodId ?? null,
    },
    order: subscription.orderId,
    tracking: subscription.tracking ?? {},
    attributes: { autoRenew: subscription.autoRenew },
    ...(base === undefined ? {} : { offer: base.offer, price: priceOf(base.charges, subscription.currency) }),
  }
}

function partsOf(offers: readonly ShownSubscriptionOffer[]) {
  return {
    offers: offers
      .filter(({ subtype }) => subtype === 'base' || subtype === 'discount')
      .map(subscriptionOfferEnvelope),
    addOns: offers.filter(({ subtype }) => subtype === 'add_on').map(subscriptionOfferEnvelope),
  }
}
