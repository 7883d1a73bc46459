import type { z } from 'zod'
import type { envelopeFields } from '../contract/order.ts'
import type { OrderEnvelope } from '../domain/order.ts'

type Wire = {
  readonly [Name in keyof typeof envelopeFields]?: z.output<(typeof envelopeFields)[Name]> | undefined
}

/** What every order carries, in our words. */
export function toEnvelope(wire: Wire): OrderEnvelope {
  return {
    externalId: wire.external_id,
    initiatedSource: wire.initiated_source,
    source: wire.source,
    processImmediately: wire.process_immediately ?? false,
    ownerId: wire.owner,
    tracking: wire.tracking ?? {},
    customFields: wire.customFields ?? {},
    previewId: wire.preview_id,
    expectedFingerprint: wire.expected_fingerprint,
  }
}
