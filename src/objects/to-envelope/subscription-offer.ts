import type { Envelope } from '../../contract/objects.ts'
import type { Charge } from '../../domain/charge.ts'
import { toDecimal, toPercent } from '../../domain/money.ts'
import type { Discount } from '../../domain/subscription.ts'
import type { ShownSubscriptionOffer } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function subscriptionOfferEnvelope(held: ShownSubscriptionOffer): Envelope {
  return {
    ...kept,
    id: held.id,
    name: held.name,
    record_type: 'subscription_offer',
    status: held.status,
    reference: held.reference,
    owner: held.ownerId,
    related: held.subscriptionId,
    start: held.startOn,
    end: held.endOn ?? null,
    created: held.createdAt,
    updated: held.updatedAt,
    data: {
      name: held.name,
      record_subtype: held.subtype,
      quantity: held.quantity,
      start: held.startOn,
      end: held.endOn ?? null,
      offer: held.offer,
      price: priceOf(held.charges, held.currency),
      charges: held.charges.map((charge) => chargeOf(charge, held.currency)),
      ...(held.discount === undefined ? {} : { discount: discountOf(held.discount, held.currency) }),
      replaces: held.replacesId ?? null,
      subscription: held.subscriptionId,
      order: held.orderId,
    },
  }
}

function discountOf({ name, percentage, amount, subscriptionOfferIds }: Discount, currency: string) {
  return {
    name,
    percentage: percentage === undefined ? null : toPercent(percentage),
    amount: amount === undefined ? null : toDecimal(amount, currency),
    subscriptionOffers: subscriptionOfferIds ?? null,
  }
}

/** The price of one unit for one period: the first recurring charge, else what is charged once. */
export function priceOf(charges: readonly Charge[], currency: string) {
  const charge = charges.find(({ kind }) => kind === 'recurring') ?? charges[0]
  return charge === undefined ? null : { amount: toDecimal(charge.unitAmount, currency), currency }
}

function chargeOf(charge: Charge, currency: string) {
  return {
    name: charge.name,
    label: charge.label,
    productName: charge.productName,
    type: charge.kind,
    amount: toDecimal(charge.unitAmount, currency),
    currency,
    quantity: charge.quantity,
    startDate: charge.anchorOn,
    repeat_interval: charge.interval?.count ?? null,
    repeat_interval_type: charge.interval?.unit ?? null,
    repeat_count: charge.periods ?? null,
  }
}
