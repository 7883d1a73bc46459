import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

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
