import type { Changeset } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import type { CancelIntent } from '../../domain/order.ts'
import { isRefused, type Refusal } from '../../domain/refusal.ts'
import { localDay } from '../../domain/time-zone.ts'
import { livingSubscription } from '../living-subscription.ts'

/** Keeps that the buyer thought of leaving, and why. Nothing else changes. */
export function planCancelIntent(order: CancelIntent, facts: Facts): Changeset | Refusal {
  const subscription = livingSubscription(facts)
  if (isRefused(subscription)) return subscription
  return {
    effectiveOn: localDay(facts.at, subscription.timeZone),
    currency: subscription.currency,
    changes: [
      { kind: 'note_cancel_intent', subscriptionId: subscription.id, information: order.information },
    ],
    effects: [],
    messages: [
      {
        level: 'info',
        code: 'nothing_changes',
        text: 'The attempt is kept with its reason. The subscription goes on.',
      },
    ],
  }
}
