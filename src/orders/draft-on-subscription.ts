import type { Caller } from '../domain/caller.ts'
import type {
  OrderEnvelope,
  PaymentChoice,
  SubscriptionOrder,
  SubscriptionOrderRequest,
} from '../domain/order.ts'
import { type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import { scopeNeeded } from '../order-types/registry.ts'
import type { NamedSubscription } from '../ports/order-store.ts'
import type { Services } from '../ports/services.ts'
import type { OrderDraft } from './draft-order.ts'

interface Asked {
  readonly order: SubscriptionOrderRequest
  readonly envelope: OrderEnvelope
  readonly payment: PaymentChoice | undefined
}

/** An order on a subscription, once that subscription was found. Its owner owns whatever the order makes. */
export async function draftOnSubscription(
  { db }: Pick<Services, 'db'>,
  caller: Caller,
  { order, envelope, payment }: Asked,
): Promise<OrderDraft | Refusal> {
  if (caller.kind === 'customer')
    return refuse('not_allowed_for_customer', "A checkout link's token orders its basket and nothing else.")
  const { target, ...said } = order
  if (target.id === undefined && target.reference === undefined)
    return refuseAt('invalid_request', '/forSubscription', 'The order must name its subscription.')
  const found = await db.read.orders.findSubscription(target)
  if (found === undefined) return refuseAt('not_found', '/forSubscription', 'There is no such subscription.')
  if (envelope.ownerId !== undefined && envelope.ownerId !== found.ownerId)
    return refuseAt('conflict', '/owner', 'The subscription belongs to another owner.')
  const named = { ...said, subscriptionId: found.id, subscriptionReference: found.reference }
  const forbidden = refuseWithoutScope(caller.scopes, named)
  if (forbidden) return forbidden
  return {
    order: named,
    envelope,
    payment,
    linked: undefined,
    owner: { kind: 'known', id: found.ownerId },
    actor: 'client',
    clientId: caller.clientId,
    externalKey: correlates(envelope, found) ? undefined : envelope.externalId,
  }
}

/** An external id that is the subscription's own id or code says which subscription is meant, and is no key of an order. */
function correlates({ externalId }: OrderEnvelope, { id, reference }: NamedSubscription): boolean {
  return externalId === id || externalId === reference
}

/** Some orders need a right of their own beside that to place orders; their preview does too. */
function refuseWithoutScope(scopes: ReadonlySet<string>, order: SubscriptionOrder): Refusal | undefined {
  const scope = scopeNeeded(order)
  if (scope === undefined || scopes.has(scope)) return undefined
  return refuse('insufficient_scope', `This order needs the scope ${scope}.`, { extra: { scope } })
}
