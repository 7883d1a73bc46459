import type { Envelope } from '../../contract/objects.ts'
import type { ShownIdentity } from '../../ports/object-store.ts'
import { kept } from './common.ts'

/** An identity is its own owner. */
export function identityEnvelope(identity: ShownIdentity): Envelope {
  return {
    ...kept,
    id: identity.id,
    name: identity.crmAccountId ?? identity.id,
    record_type: 'identity',
    status: 'active',
    reference: identity.id,
    owner: identity.id,
    created: identity.createdAt,
    updated: identity.createdAt,
    data: { accountId: identity.crmAccountId ?? null, timeZone: identity.timeZone ?? null },
  }
}
