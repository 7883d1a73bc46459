import type { CustomerState } from '../domain/customer-state.ts'
import { orderEvent } from '../orders/events.ts'
import type { Stores } from '../ports/database.ts'
import type { NewEvent } from '../ports/event-store.ts'
import type { OrderRecord } from '../ports/order-store.ts'
import type { DueContext } from './due-context.ts'

type Settling = Pick<DueContext, 'at' | 'clockRun'> & {
  readonly services: Pick<DueContext['services'], 'random'>
}

/**
 * An order that waits for its day is done when the last of its changes was carried out, and withdrawn when none of them will be.
 * Called after every save of a state, in its transaction: `before` and `after` are what was saved.
 */
export async function settleScheduledOrders(
  { services, at, clockRun }: Settling,
  stores: Pick<Stores, 'orders' | 'events'>,
  { before, after }: { readonly before: CustomerState; readonly after: CustomerState },
): Promise<void> {
  const orderIds = ordersOfSettledChanges(before, after)
  if (orderIds.length === 0) return
  const settled = await stores.orders.settleScheduled(orderIds, at)
  if (settled.length === 0) return
  const about = { clockRun, at }
  await stores.events.append(settled.map((order) => settledEvent(services, order, about)))
}

/** Orders one of whose changes was pending and is not any more. */
function ordersOfSettledChanges(before: CustomerState, after: CustomerState): readonly string[] {
  const now = new Map(after.pendingChanges.map((change) => [change.id, change.status]))
  const settled = before.pendingChanges.filter(
    ({ id, status }) => status === 'pending' && now.get(id) !== 'pending',
  )
  return [...new Set(settled.map(({ orderId }) => orderId))]
}

function settledEvent(
  { random }: Settling['services'],
  order: OrderRecord,
  { at, clockRun }: { readonly at: string; readonly clockRun: string | undefined },
): NewEvent {
  const type = order.status === 'complete' ? 'order.completed' : 'order.cancelled'
  const ids = random.idsFrom(order.id)
  return orderEvent(type, { order, ids, at, ...(clockRun === undefined ? {} : { data: { clockRun } }) })
}
