import { type DueContext, dueEvent } from './due-context.ts'

const batchSize = 100

/** Ends links whose time is over, and withdraws orders that waited behind them for a payment. Answers how many ended. */
export async function expireDueLinks(context: DueContext): Promise<number> {
  const { services, at } = context
  return services.db.write(async (stores) => {
    const links = await stores.billing.expireLinks(at, batchSize)
    if (links.length === 0) return 0
    const linkOf = new Map(links.map((link) => [link.basketId, link.id]))
    const orders = await stores.billing.withdrawWaitingOrders([...linkOf.keys()], at)
    await stores.promoCodes.release(orders.map(({ id }) => id))
    await stores.events.append([
      ...links.map(({ id, basketId, ownerId }) =>
        dueEvent(context, {
          type: 'checkout_link.expired',
          ownerId,
          subjectId: id,
          orderId: undefined,
          data: { checkoutId: basketId },
        }),
      ),
      ...orders.map(({ id, ownerId, checkoutId }) =>
        dueEvent(context, {
          type: 'order.cancelled',
          ownerId,
          subjectId: id,
          orderId: id,
          data: { reason: 'link_expired', checkoutId, link: linkOf.get(checkoutId) ?? null },
        }),
      ),
    ])
    return links.length
  })
}
