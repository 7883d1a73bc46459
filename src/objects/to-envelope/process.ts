import type { Envelope } from '../../contract/objects.ts'
import type { ShownProcess } from '../../ports/object-store.ts'
import { kept } from './common.ts'

export function processEnvelope(process: ShownProcess): Envelope {
  return {
    ...kept,
    id: process.id,
    name: process.id,
    record_type: 'process_event',
    status: process.status,
    reference: process.id,
    owner: process.ownerId,
    related: process.orderId,
    created: process.createdAt,
    updated: process.updatedAt,
    data: { order: process.orderId, steps: process.steps },
  }
}
