import type { Envelope } from '../../contract/objects.ts'
import type { ObjectType, Shown, ShownObjects } from '../../ports/object-store.ts'
import { addressEnvelope } from './address.ts'
import { creditMemoEnvelope } from './credit-memo.ts'
import { customerEnvelope } from './customer.ts'
import { disputeEnvelope } from './dispute.ts'
import { entitlementEnvelope } from './entitlement.ts'
import { eventEnvelope } from './event.ts'
import { giftEnvelope } from './gift.ts'
import { identityEnvelope } from './identity.ts'
import { invoiceEnvelope } from './invoice.ts'
import { orderEnvelope } from './order.ts'
import { paymentEnvelope } from './payment.ts'
import { paymentMethodEnvelope } from './payment-method.ts'
import { processEnvelope } from './process.ts'
import { promoCodeEnvelope } from './promo-code.ts'
import { refundEnvelope } from './refund.ts'
import { scheduleEnvelope } from './schedule.ts'
import { subscriptionEnvelope } from './subscription.ts'
import { subscriptionOfferEnvelope } from './subscription-offer.ts'

const mappings: { readonly [T in ObjectType]: (object: ShownObjects[T]) => Envelope } = {
  orders: orderEnvelope,
  subscriptions: subscriptionEnvelope,
  customers: customerEnvelope,
  subscription_offers: subscriptionOfferEnvelope,
  schedules: scheduleEnvelope,
  addresses: addressEnvelope,
  payment_methods: paymentMethodEnvelope,
  invoices: invoiceEnvelope,
  payments: paymentEnvelope,
  credit_memos: creditMemoEnvelope,
  refunds: refundEnvelope,
  disputes: disputeEnvelope,
  gift_code: giftEnvelope,
  user_entitlements: entitlementEnvelope,
  promo_codes_v2: promoCodeEnvelope,
  identities: identityEnvelope,
  events: eventEnvelope,
  process: processEnvelope,
}

/** An object as it goes over the wire: the envelope that all share, and what its type alone has. Pure. */
export function toEnvelope<T extends ObjectType>({ type, object }: Shown<T>): Envelope {
  return mappings[type](object)
}
