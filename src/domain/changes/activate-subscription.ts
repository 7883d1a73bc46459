import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import type { LocalDate } from '../time.ts'

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
      offer.subscriptionId === subscriptionId && offer.status === 'pending' && begins(state, offer)
        ? { ...offer, status: 'active' }
        : offer,
    ),
    entitlements: state.entitlements.map((entitlement) =>
      entitlement.subscriptionId === subscriptionId &&
      entitlement.status === 'pending' &&
      begins(state, entitlement)
        ? { ...entitlement, status: 'active' }
        : entitlement,
    ),
  }
}

/** What a change will bring later waits for its own day. */
function begins(
  { subscriptions }: CustomerState,
  part: { readonly subscriptionId: string; readonly startOn: LocalDate },
): boolean {
  const held = subscriptions.find(({ id }) => id === part.subscriptionId)
  return held === undefined || part.startOn <= held.startOn
}
