import type { Envelope } from '../../contract/objects.ts'
import type { ShownEntitlement } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function entitlementEnvelope(entitlement: ShownEntitlement): Envelope {
  return {
    ...kept,
    id: entitlement.id,
    name: entitlement.name,
    record_type: 'user_entitlement',
    status: entitlement.status,
    reference: entitlement.id,
    owner: entitlement.ownerId,
    related: entitlement.subscriptionId,
    start: entitlement.startOn,
    created: entitlement.createdAt,
    updated: entitlement.updatedAt,
    data: {
      entitlement: { path: entitlement.name },
      product: { path: entitlement.productPath },
      subscription: entitlement.subscriptionId,
      order: entitlement.orderId,
      startDate: entitlement.startOn,
    },
  }
}
