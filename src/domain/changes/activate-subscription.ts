import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function activateSubscription(
  state: CustomerState,
  { subscriptionId }: ChangeOf<'activate_subscription'>,
): CustomerState {
  return {
    ...state,
    subscriptions: state.subscriptions.map((held) =>
      held.id === subscriptionId ? { ...held, status: 'active' } : held,
    ),
    subscriptionOffers: state.subscriptionOffers.map((offer) =>
      offer.subscriptionId === subscriptionId && offer.status === 'pending'
        ? { ...offer, status: 'active' }
        : offer,
    ),
    entitlements: state.entitlements.map((entitlement) =>
      entitlement.subscriptionId === subscriptionId && entitlement.status === 'pending'
        ? { ...entitlement, status: 'active' }
        : entitlement,
    ),
  }
}
