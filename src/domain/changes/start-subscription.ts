import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'

export function startSubscription(
  state: CustomerState,
  change: ChangeOf<'start_subscription'>,
): CustomerState {
  return {
    ...state,
    subscriptions: [...state.subscriptions, change.subscription],
    subscriptionOffers: [...state.subscriptionOffers, ...change.offers],
    schedules: [...state.schedules, ...change.schedules],
    entitlements: [...state.entitlements, ...change.entitlements],
  }
}
