import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import type { PendingChange, SubscriptionOffer } from '../subscription.ts'

export function withdrawChange(
  state: CustomerState,
  { pendingChangeId }: ChangeOf<'withdraw_change'>,
): CustomerState {
  const pending = state.pendingChanges.find(({ id }) => id === pendingChangeId)
  if (pending === undefined) throw new Error(`there is no change ${pendingChangeId} to withdraw`)
  const { subscriptionId, kind, starts } = pending
  return {
    ...state,
    pendingChanges: state.pendingChanges.map((change) =>
      change === pending ? { ...change, status: 'withdrawn' } : change,
    ),
    subscriptions: state.subscriptions.map((held) =>
      kind === 'cancellation' && held.id === subscriptionId ? { ...held, cancelOn: undefined } : held,
    ),
    subscriptionOffers: state.subscriptionOffers.map((offer) => offerAfter(offer, pending)),
    entitlements: state.entitlements.map((held) =>
      held.subscriptionOfferId !== undefined && starts.includes(held.subscriptionOfferId)
        ? { ...held, status: 'ended' }
        : held,
    ),
  }
}

/** What was to end stays; what was to begin never does. */
function offerAfter(offer: SubscriptionOffer, { ends, starts }: PendingChange): SubscriptionOffer {
  if (ends.includes(offer.id)) return { ...offer, endOn: undefined }
  if (starts.includes(offer.id)) return { ...offer, status: 'ended', endOn: offer.startOn }
  return offer
}
