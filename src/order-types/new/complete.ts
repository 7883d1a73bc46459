import type { NewOrder, OrderItem, PaymentChoice, RequestedItem } from '../../domain/order.ts'
import { isRefused, type Refusal, refuseAt } from '../../domain/refusal.ts'

/** Items that stand without a basket: each must name its offer. Quantity 1 and a name of ours where none is given. */
export function completeItems(requested: readonly RequestedItem[]): readonly OrderItem[] | Refusal {
  const items: OrderItem[] = []
  for (const [index, item] of requested.entries()) {
    const complete = completeItem(item, index)
    if (isRefused(complete)) return complete
    items.push(complete)
  }
  return items
}

function completeItem(item: RequestedItem, index: number): OrderItem | Refusal {
  if (item.offer === undefined)
    return refuseAt('invalid_request', `/orderItems/${index}/offer`, 'The item must name its offer.')
  return {
    id: item.id ?? `item-${index + 1}`,
    recordType: item.recordType ?? (item.parentId === undefined ? 'offer' : 'add_on'),
    parentId: item.parentId,
    offer: item.offer,
    quantity: item.quantity ?? 1,
  }
}

/** What a submit needs although a preview may leave it out: how it is paid, and where the receipt goes. */
export function refuseIncomplete(order: NewOrder, payment: PaymentChoice | undefined): Refusal | undefined {
  if (payment === undefined)
    return refuseAt('invalid_request', '/payment', 'The order must say how it is paid.')
  if (order.customer.email !== undefined) return undefined
  const text = 'An e-mail address is needed: neither the order nor its basket has one.'
  return refuseAt('email_required', '/customerDetails/email', text)
}
