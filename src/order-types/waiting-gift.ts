import type { Facts } from '../domain/facts.ts'
import type { Gift } from '../domain/gift.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Subscription } from '../domain/subscription.ts'

export interface WaitingGift {
  readonly gift: Gift
  /** In `Initial`. */
  readonly subscription: Subscription
}

/** The gift the order is about, while nobody has claimed it and its money is still here. */
export function waitingGift({ before }: Pick<Facts, 'before'>): WaitingGift | Refusal {
  const [subscription] = before.subscriptions
  if (subscription === undefined) return refuse('not_found', 'There is no such subscription.')
  const [gift] = before.gifts
  if (gift === undefined)
    return refuse('not_a_gift', `The subscription ${subscription.reference} was not bought as a gift.`)
  switch (gift.status) {
    case 'waiting':
      return { gift, subscription }
    case 'claimed':
      return refuse('gift_claimed', 'This gift was claimed already.')
    case 'refunded':
      return refuse('gift_refunded', 'This gift was paid back to its buyer and can be claimed no more.')
  }
}
