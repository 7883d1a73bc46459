import type { ChangeOf } from '../change.ts'
import type { CustomerState } from '../customer-state.ts'
import { withGift } from './with-gift.ts'

export function deliverGift(state: CustomerState, { giftId }: ChangeOf<'deliver_gift'>): CustomerState {
  return withGift(state, giftId, (gift) => ({ ...gift, delivery: 'sent' }))
}
