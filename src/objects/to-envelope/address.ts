import type { Envelope } from '../../contract/objects.ts'
import type { ShownAddress } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function addressEnvelope(address: ShownAddress): Envelope {
  return {
    ...kept,
    id: address.id,
    name: [address.address.address1, address.address.city].filter(Boolean).join(', '),
    record_type: 'address',
    status: 'active',
    reference: address.id,
    owner: address.ownerId,
    customer: address.customerId,
    related: address.customerId,
    relationship_type: address.relationship,
    created: address.createdAt,
    updated: address.updatedAt,
    data: { ...address.address, order: address.orderId },
  }
}
