import { isOnCustomer, isOnSubscription, type OrderStatus } from '../domain/order.ts'
import type { OrderRecord, PaymentAttempt } from '../ports/order-store.ts'

/** What a caller is told of an order: the six fields of the contract, the subscriptions it made, and its basket. */
export interface OrderAnswer {
  readonly id: string
  readonly order_reference: string
  readonly status: OrderStatus
  readonly external_id: string | null
  readonly subscriptionReference: string | null
  readonly owner: string
  readonly checkoutId: string | null
  readonly subscriptions: readonly { id: string; reference: string; orderItemId: string }[]
  /** There when the bank wants to see the buyer before it pays. */
  readonly nextAction?: NextAction
}

/** What the buyer has to do next. */
export interface NextAction {
  readonly type: 'redirect'
  readonly url: string
}

/** Absent: nothing. */
export function nextActionOf(attempt: PaymentAttempt | undefined): NextAction | undefined {
  if (attempt?.state !== 'challenged' || attempt.challengeUrl === undefined) return undefined
  return { type: 'redirect', url: attempt.challengeUrl }
}

/** Subscriptions are named once the order is done, or waits for nothing but its day. */
export function answerOf(order: OrderRecord): OrderAnswer {
  const subscriptions =
    order.status === 'complete' || order.status === 'scheduled' ? subscriptionsOf(order) : []
  return {
    id: order.id,
    order_reference: order.orderReference,
    status: order.status,
    external_id: order.externalId ?? null,
    subscriptionReference: subscriptions[0]?.reference ?? null,
    owner: order.ownerId,
    checkoutId: order.checkoutId ?? null,
    subscriptions,
  }
}

function subscriptionsOf({ request, changeset }: OrderRecord) {
  const { order } = request
  if (isOnCustomer(order)) return []
  if (isOnSubscription(order))
    return [{ id: order.subscriptionId, reference: order.subscriptionReference, orderItemId: '' }]
  return (changeset?.changes ?? []).flatMap((change) =>
    change.kind === 'start_subscription'
      ? [
          {
            id: change.subscription.id,
            reference: change.subscription.reference,
            orderItemId: change.subscription.orderItemId,
          },
        ]
      : [],
  )
}
