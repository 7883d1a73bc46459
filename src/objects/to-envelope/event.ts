import type { Envelope } from '../../contract/objects.ts'
import type { ShownEvent } from '../../ports/object-store.ts'
import { kept } from './common.ts'

/** An event never changes: `updated` is when it happened. */
export function eventEnvelope(event: ShownEvent): Envelope {
  return {
    ...kept,
    id: event.id,
    name: event.type,
    record_type: 'event',
    status: 'recorded',
    reference: event.id,
    owner: event.ownerId ?? null,
    related: event.subjectId,
    created: event.createdAt,
    updated: event.createdAt,
    data: {
      seq: event.seq,
      type: event.type,
      timestamp: event.createdAt,
      subject: event.subjectId,
      order: event.orderId ?? null,
      data: event.data,
    },
  }
}
