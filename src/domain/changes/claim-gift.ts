import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import { withGift, withoutDelivery } from './with-gift.ts'

export function claimGift(
  state: CustomerState,
  { giftId, claim, subscription, offers, entitlements }: ChangeOf<'claim_gift'>,
): CustomerState {
  const claimed = withGift(state, giftId, (gift) => ({ ...withoutDelivery(gift), status: 'claimed', claim }))
  return {
    ...claimed,
    subscriptions: replaced(state.subscriptions, [subscription]),
    subscriptionOffers: replaced(state.subscriptionOffers, offers),
    entitlements: replaced(state.entitlements, entitlements),
  }
}

function replaced<T extends { readonly id: string }>(held: readonly T[], by: readonly T[]): readonly T[] {
  const now = new Map(by.map((part) => [part.id, part]))
  return held.map((part) => now.get(part.id) ?? part)
}
