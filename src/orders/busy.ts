import type { CustomerState } from '../domain/customer-state.ts'
import { isOnSubscription, type Order } from '../domain/order.ts'
import type { Stores } from '../ports/database.ts'

/**
 * The subscription is being paid for by another order, or one of its invoices is being collected, and is past the point of no
 * return: until that is saved nobody else may change it. Whoever meets this comes back a little later.
 */
export class SubscriptionBusy extends Error {
  override readonly name = 'SubscriptionBusy'
}

/** Throws `SubscriptionBusy` while others are about to change what this order is about. Says most under the lock of `lockFacts`. */
export async function waitWhileBusy(
  stores: Pick<Stores, 'orders'>,
  { id, order }: { readonly id: string; readonly order: Order },
): Promise<void> {
  if (!isOnSubscription(order) || !(await stores.orders.isBusy(order.subscriptionId, id))) return
  throw new SubscriptionBusy(`${order.subscriptionId} is being paid for`)
}

/**
 * Takes the credit that an order uses until the transaction ends. It belongs to the owner, so an order or an invoice of another
 * subscription may have used it since it was read: then it throws `SubscriptionBusy`, and the next try reads it anew.
 */
export async function lockBalanceUsed(
  stores: Pick<Stores, 'orders'>,
  order: Order,
  { before, after }: { readonly before: CustomerState; readonly after: CustomerState },
): Promise<void> {
  const kept = new Set<object>(after.creditMemos)
  const used = before.creditMemos.filter((memo) => !kept.has(memo))
  if (used.length === 0 || !isOnSubscription(order)) return
  if (await stores.orders.lockBalance(used, [order.subscriptionId])) return
  throw new SubscriptionBusy(`the credit that is used on ${order.subscriptionId} is used elsewhere`)
}
