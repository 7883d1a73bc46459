import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import type { Entitlement, PendingChange, SubscriptionOffer } from '../subscription.ts'

export function carryOutChange(
  state: CustomerState,
  { pendingChangeId }: ChangeOf<'carry_out_change'>,
): CustomerState {
  const pending = state.pendingChanges.find(({ id }) => id === pendingChangeId)
  if (pending === undefined) throw new Error(`there is no change ${pendingChangeId} to carry out`)
  return {
    ...state,
    pendingChanges: state.pendingChanges.map((change) =>
      change === pending ? { ...change, status: 'done' } : change,
    ),
    subscriptions: state.subscriptions.map((held) =>
      held.id === pending.subscriptionId ? { ...held, ...pending.becomes } : held,
    ),
    subscriptionOffers: state.subscriptionOffers.map((offer) => offerAfter(offer, pending)),
    entitlements: state.entitlements.map((held) => entitlementAfter(held, pending, endsBase(state, pending))),
  }
}

/** What is charged once is over with its day. */
function offerAfter(offer: SubscriptionOffer, { kind, ends, starts }: PendingChange): SubscriptionOffer {
  const isOver = ends.includes(offer.id) || (kind === 'add_charge' && starts.includes(offer.id))
  if (isOver) return { ...offer, status: 'ended' }
  if (starts.includes(offer.id)) return { ...offer, status: 'active' }
  return offer
}

function entitlementAfter(
  held: Entitlement,
  { subscriptionId, ends, starts }: PendingChange,
  baseEnds: boolean,
): Entitlement {
  if (held.subscriptionId !== subscriptionId) return held
  const { subscriptionOfferId } = held
  const isOver = subscriptionOfferId === undefined ? baseEnds : ends.includes(subscriptionOfferId)
  if (isOver && held.status !== 'ended') return { ...held, status: 'ended' }
  if (subscriptionOfferId !== undefined && starts.includes(subscriptionOfferId))
    return { ...held, status: 'active' }
  return held
}

function endsBase({ subscriptionOffers }: CustomerState, { ends }: PendingChange): boolean {
  return subscriptionOffers.some(({ id, subtype }) => subtype === 'base' && ends.includes(id))
}
