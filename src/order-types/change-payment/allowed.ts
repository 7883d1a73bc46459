import { type Facts, offerKey } from '../../domain/facts.ts'
import type { PaymentType } from '../../domain/offer.ts'
import { paymentTypesOfOffers } from '../../domain/payment-types.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'

/** Every offer and add-on that is held must allow the means, as it had to when it was bought. */
export function refusePaymentType(
  type: PaymentType,
  held: readonly Subscription[],
  { before, heldOffers }: Pick<Facts, 'before' | 'heldOffers'>,
): Refusal | undefined {
  const ids = new Set(held.map(({ id }) => id))
  const offers = before.subscriptionOffers
    .filter(({ subscriptionId, status }) => ids.has(subscriptionId) && status !== 'ended')
    .flatMap(({ offer }) => heldOffers.get(offerKey(offer.id, offer.version)) ?? [])
  const allowed = paymentTypesOfOffers(offers)
  if (allowed.includes(type)) return undefined
  return refuseAt(
    'payment_type_not_allowed',
    '/payment/type',
    `What is held cannot be paid by ${type}. Allowed: ${allowed.join(', ') || 'none'}.`,
  )
}
