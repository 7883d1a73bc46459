import type { Envelope } from '../../contract/objects.ts'
import type { CustomerDetails } from '../../domain/party.ts'
import type { ShownCustomer } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function customerEnvelope(customer: ShownCustomer): Envelope {
  const { other, ...details } = customer.details
  return {
    ...kept,
    id: customer.id,
    name: nameOf(customer.details) ?? customer.reference,
    record_type: 'customer',
    status: 'active',
    reference: customer.reference,
    owner: customer.ownerId,
    created: customer.createdAt,
    updated: customer.updatedAt,
    data: { ...other, ...details, order: customer.orderId },
  }
}

function nameOf({ companyName, firstName, lastName }: CustomerDetails): string | undefined {
  return companyName || [firstName, lastName].filter(Boolean).join(' ') || undefined
}
