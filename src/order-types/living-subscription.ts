import type { Facts } from '../domain/facts.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Subscription } from '../domain/subscription.ts'

/** The subscription the order is about, if it can still be changed. */
export function livingSubscription({ before }: Facts): Subscription | Refusal {
  const [subscription] = before.subscriptions
  if (subscription === undefined) return refuse('not_found', 'There is no such subscription.')
  if (subscription.status === 'active' || subscription.status === 'pending') return subscription
  if (subscription.status === 'Initial')
    return refuse(
      'gift_waiting',
      `The subscription ${subscription.reference} is a gift that waits for its recipient: it can be claimed, or paid back.`,
    )
  return refuse('subscription_ended', `The subscription ${subscription.reference} is ${subscription.status}.`)
}
