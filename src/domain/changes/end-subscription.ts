import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import type { PendingChange } from '../subscription.ts'

export function endSubscription(
  state: CustomerState,
  { subscriptionId, status, endOn }: ChangeOf<'end_subscription'>,
): CustomerState {
  const isIts = (part: { readonly subscriptionId: string }) => part.subscriptionId === subscriptionId
  return {
    ...state,
    subscriptions: state.subscriptions.map((held) =>
      held.id === subscriptionId ? { ...held, status } : held,
    ),
    pendingChanges: state.pendingChanges.map((change) => (isIts(change) ? afterTheEnd(change) : change)),
    subscriptionOffers: state.subscriptionOffers.map((offer) =>
      isIts(offer) && offer.status !== 'ended' ? { ...offer, status: 'ended', endOn } : offer,
    ),
    entitlements: state.entitlements.map((entitlement) =>
      isIts(entitlement) && entitlement.status !== 'ended'
        ? { ...entitlement, status: 'ended' }
        : entitlement,
    ),
    schedules: state.schedules.map((entry) =>
      isIts(entry) && entry.status === 'pending' ? { ...entry, status: 'cancelled' } : entry,
    ),
  }
}

/** What was still to come will not: the end itself was what a cancellation waited for. */
function afterTheEnd(change: PendingChange): PendingChange {
  if (change.status !== 'pending') return change
  return { ...change, status: change.kind === 'cancellation' ? 'done' : 'withdrawn' }
}
