import type { CustomerState } from '../customer-state.ts'
import type { Gift } from '../gift.ts'

/** The state with one gift changed. */
export function withGift(state: CustomerState, id: string, change: (gift: Gift) => Gift): CustomerState {
  return { ...state, gifts: state.gifts.map((gift) => (gift.id === id ? change(gift) : gift)) }
}

/** Nobody is told any more of a gift that is over. */
export function withoutDelivery(gift: Gift): Gift {
  return gift.delivery === 'scheduled' ? { ...gift, delivery: 'withdrawn' } : gift
}
