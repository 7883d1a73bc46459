import type { Caller } from '../domain/caller.ts'
import type { CustomerOrderRequest, OrderEnvelope } from '../domain/order.ts'
import { type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import type { OrderDraft } from './draft-order.ts'

interface Asked {
  readonly order: CustomerOrderRequest
  readonly envelope: OrderEnvelope
}

/** An order on a customer, or on a means of payment of theirs, once they were found. */
export async function draftOnCustomer(
  { db }: Pick<Services, 'db'>,
  caller: Caller,
  { order, envelope }: Asked,
): Promise<OrderDraft | Refusal> {
  if (caller.kind === 'customer')
    return refuse('not_allowed_for_customer', "A checkout link's token orders its basket and nothing else.")
  const found = await findCustomer(db, order)
  if ('refused' in found) return found
  if (envelope.ownerId !== undefined && envelope.ownerId !== found.ownerId)
    return refuseAt('conflict', '/owner', `The ${found.what} belongs to another owner.`)
  return {
    order: { ...order, customerId: found.customerId },
    envelope,
    payment: undefined,
    linked: undefined,
    owner: { kind: 'known', id: found.ownerId },
    actor: 'client',
    clientId: caller.clientId,
    externalKey: envelope.externalId,
  }
}

interface Found {
  readonly customerId: string
  readonly ownerId: string
  readonly what: string
}

async function findCustomer({ read }: Services['db'], order: CustomerOrderRequest): Promise<Found | Refusal> {
  if (order.type === 'delete_payment_method') {
    const method = await read.orders.findPaymentMethod(order.paymentMethodId)
    if (method === undefined)
      return refuseAt('not_found', '/paymentMethod/id', 'There is no such payment method.')
    return { customerId: method.customerId, ownerId: method.ownerId, what: 'payment method' }
  }
  const customer = await read.customers.find(order.customerId)
  if (customer === undefined) return refuseAt('not_found', '/forCustomer/id', 'There is no such customer.')
  return { customerId: customer.id, ownerId: customer.ownerId, what: 'customer' }
}
