import type { Envelope } from '../../contract/objects.ts'
import type { ShownAttempt, ShownOrder } from '../../ports/object-store.ts'
import { amountOf, kept } from './common.ts'
import { shownRequest } from './order-request.ts'

/** Beside the envelope an order carries what its submit answered, so that reading it again answers the same. */
export function orderEnvelope(order: ShownOrder): Envelope {
  return {
    ...kept,
    id: order.id,
    name: order.orderReference,
    record_type: 'order',
    status: order.status,
    reference: order.orderReference,
    owner: order.ownerId,
    order_reference: order.orderReference,
    external_id: order.externalId ?? null,
    checkoutId: order.checkoutId ?? null,
    subscriptionReference: order.subscriptions[0]?.reference ?? null,
    created: order.createdAt,
    updated: order.updatedAt,
    data: dataOf(order),
  }
}

function dataOf(order: ShownOrder) {
  return {
    order_reference: order.orderReference,
    order_type: order.orderType,
    external_id: order.externalId ?? null,
    checkoutId: order.checkoutId ?? null,
    source: order.source ?? null,
    initiated_source: order.initiatedSource ?? null,
    ...shownRequest(order.request),
    total: amountOf(order.total, order.currency),
    currency: order.currency ?? null,
    attempts: order.attempts.map(attemptOf),
    failure: order.failure ?? null,
    subscriptions: order.subscriptions,
    completedAt: order.completedAt ?? null,
  }
}

function attemptOf(attempt: ShownAttempt) {
  return {
    n: attempt.n,
    state: attempt.state,
    type: attempt.type,
    gateway: attempt.gateway,
    amount: amountOf(attempt.amount, attempt.currency),
    currency: attempt.currency,
    decline_code: attempt.declineCode,
    at: attempt.at,
  }
}
