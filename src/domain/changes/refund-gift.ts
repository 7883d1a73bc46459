import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import { withGift, withoutDelivery } from './with-gift.ts'

export function refundGift(state: CustomerState, { giftId }: ChangeOf<'refund_gift'>): CustomerState {
  return withGift(state, giftId, (gift) => ({ ...withoutDelivery(gift), status: 'refunded' }))
}
