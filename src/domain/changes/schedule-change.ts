import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function scheduleChange(
  state: CustomerState,
  { pendingChange, offers, entitlements }: ChangeOf<'schedule_change'>,
): CustomerState {
  const { ends, effectiveOn } = pendingChange
  return {
    ...state,
    pendingChanges: [...state.pendingChanges, pendingChange],
    subscriptionOffers: [
      ...state.subscriptionOffers.map((offer) =>
        ends.includes(offer.id) ? { ...offer, endOn: effectiveOn } : offer,
      ),
      ...offers,
    ],
    entitlements: [...state.entitlements, ...entitlements],
  }
}
