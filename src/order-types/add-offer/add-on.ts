import type { Changeset } from '../../domain/changeset.ts'
import type { Facts } from '../../domain/facts.ts'
import { fold } from '../../domain/fold.ts'
import type { AddOffer, Update } from '../../domain/order.ts'
import { isRefused, type Refusal } from '../../domain/refusal.ts'
import { takeBackCancellation } from '../../domain/replacement.ts'
import type { Subscription } from '../../domain/subscription.ts'
import { planUpdateSubscription } from '../update-subscription/plan.ts'
import { takenBack } from './messages.ts'

/** An add-on is added as `update_subscription` adds it, with the same figures and the same refusals. */
export function planAddOn(order: AddOffer, subscription: Subscription, facts: Facts): Changeset | Refusal {
  const { offer, quantity, effectiveAt, subscriptionId, subscriptionReference } = order
  const first = order.savesFromCancelling ? takeBackCancellation(subscription, facts.before) : []
  const add: Update = { kind: 'add', recordType: 'add_on', ...offer, quantity, effectiveAt }
  const planned = planUpdateSubscription(
    { type: 'update_subscription', subscriptionId, subscriptionReference, updates: [add] },
    { ...facts, before: fold(facts.before, first) },
  )
  if (isRefused(planned)) return inThisBody(planned)
  return {
    ...planned,
    changes: [...first, ...planned.changes],
    messages: [...planned.messages, ...(order.savesFromCancelling ? takenBack(subscription) : [])],
  }
}

/** The refusal points into a list of updates, which this body does not have. */
function inThisBody(refusal: Refusal): Refusal {
  const errors = refusal.errors.map((mistake) => ({
    ...mistake,
    pointer: mistake.pointer
      .replace(/^\/updates\/0\/(id|version|record_type)$/, '/offer')
      .replace(/^\/updates\/0\/effective_date$/, '/effectiveDate')
      .replace(/^\/updates\/0/, ''),
  }))
  return { ...refusal, errors }
}
