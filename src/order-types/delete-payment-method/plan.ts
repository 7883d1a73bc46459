import type { Changeset } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import type { DeletePaymentMethod } from '../../domain/order.ts'
import { type Refusal, refuse, refuseAt } from '../../domain/refusal.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { localDay } from '../../domain/time-zone.ts'
import { currencyOf } from '../customer-currency.ts'

/**
 * Deletes a saved method: it is shown no more and charged no more. The subscriptions of the state are those that still need it (the
 * first few, to name them); while there is one it stays.
 */
export function planDeletePaymentMethod(order: DeletePaymentMethod, facts: Facts): Changeset | Refusal {
  const method = facts.before.paymentMethods.find(({ id }) => id === order.paymentMethodId)
  if (method === undefined || method.deletedAt !== undefined)
    return refuseAt('not_found', '/paymentMethod/id', 'There is no such payment method.')
  const { subscriptions } = facts.before
  if (subscriptions.length > 0) return stillNeeded(subscriptions)
  return {
    effectiveOn: localDay(facts.at, facts.timeZone),
    currency: currencyOf(facts),
    changes: [{ kind: 'delete_payment_method', paymentMethodId: method.id, at: facts.at }],
    effects: [{ kind: 'forget_method', when: 'after', paymentMethodId: method.id }],
    messages: [
      {
        level: 'info',
        code: 'payment_method_deleted',
        text: 'The payment method is deleted. It is not shown and not charged any more.',
      },
    ],
  }
}

function stillNeeded(subscriptions: readonly Subscription[]): Refusal {
  const names = subscriptions.map(({ reference }) => reference).join(', ')
  const text = `It is what is charged for ${names}. Give them another one with change_payment first, or cancel them.`
  return refuse('payment_method_needed', text, {
    errors: [{ pointer: '/paymentMethod/id', code: 'payment_method_needed', message: text }],
    extra: { subscriptions: subscriptions.map(({ id, reference }) => ({ id, reference })) },
  })
}
