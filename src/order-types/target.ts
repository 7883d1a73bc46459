import type { z } from 'zod'
import type { targetFields } from '../contract/subscription-order.ts'
import type { SubscriptionTarget } from '../domain/order.ts'

type Wire = {
  readonly [Name in keyof typeof targetFields]?: z.output<(typeof targetFields)[Name]> | undefined
}

/** The subscription a body names, whichever of the three ways it does. */
export function toTarget({ forSubscription, subscriptionId, subscriptionRef }: Wire): SubscriptionTarget {
  const id = forSubscription !== undefined && 'id' in forSubscription ? forSubscription.id : subscriptionId
  const reference =
    forSubscription !== undefined && 'name' in forSubscription ? forSubscription.name : subscriptionRef
  return { id, reference }
}
