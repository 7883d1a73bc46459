import type { Change } from '../../domain/change.ts'
import type { Effect } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import type { Renew } from '../../domain/order.ts'
import { type Refusal, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'

/** What the subscription pays with from now on; as before where the order names nothing. Refusal: `not_found`. */
export function paymentAfter(
  { pays }: Renew,
  { payment }: Subscription,
  { before, ids }: Facts,
): Subscription['payment'] | Refusal {
  if (pays === undefined) return payment
  switch (pays.type) {
    case 'invoice':
      return { type: 'invoice', paymentMethodId: undefined }
    case 'card':
      return { type: 'card', paymentMethodId: ids.id('pm', 'default') }
    case 'saved':
      return before.paymentMethods.some(({ id }) => id === pays.paymentMethodId)
        ? { type: 'card', paymentMethodId: pays.paymentMethodId }
        : refuseAt('not_found', '/payment/token/id', 'The owner has no such payment method.')
  }
}

/** Where the order names what pays, that is written down before anything is charged. */
export function paymentChanges({ pays }: Renew, { id, payment }: Subscription): readonly Change[] {
  return pays === undefined ? [] : [{ kind: 'set_payment', subscriptionId: id, payment }]
}

/** A new card is kept although nothing is due today. */
export function savingEffects(
  { pays }: Renew,
  { currency }: Subscription,
  collected: readonly Effect[],
): readonly Effect[] {
  if (pays?.type !== 'card' || collected.length > 0) return collected
  return [{ kind: 'save_payment_method', when: 'before', currency }]
}
