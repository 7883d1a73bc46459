import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { OrderEnvelope } from '../domain/order.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import type { Services } from '../ports/services.ts'

/** How long a preview holds, by the system clock. */
const validMs = 15 * 60_000

/** Longer promises are compared by their fingerprint alone. */
const longestPromise = 40_000

/** What the caller was promised: to be planned at this instant, to come to this fingerprint. */
export interface Promised {
  /** Absent: planned at its own instant. */
  readonly at: Instant | undefined
  readonly fingerprint: string
  /** The promise itself, when it travelled along; for showing what differs. */
  readonly text: string | undefined
}

type TokenServices = Pick<Services, 'secrets' | 'clock'>

/** A signed token that lets the order be submitted as it was shown. */
export function signPreview(
  { secrets, clock }: TokenServices,
  { at, fingerprint, promise }: { at: Instant; fingerprint: string; promise: string },
): { previewId: string; validUntil: Instant } {
  const until = clock.system() + validMs
  const text = promise.length > longestPromise ? undefined : deflateRawSync(promise).toString('base64url')
  return {
    previewId: secrets.sign('preview', JSON.stringify({ at, fingerprint, until, text })),
    validUntil: new Date(until).toISOString(),
  }
}

/** What an order's `preview_id` or `expected_fingerprint` holds it to; `undefined` when it carries neither. */
export function readPromised(
  services: TokenServices,
  envelope: OrderEnvelope,
): Promised | undefined | Refusal {
  const { previewId, expectedFingerprint } = envelope
  if (previewId !== undefined) {
    const promised = readToken(services, previewId)
    if (
      isRefused(promised) ||
      expectedFingerprint === undefined ||
      expectedFingerprint === promised.fingerprint
    )
      return promised
    // Nothing that is posted can be both.
    return refuseAt(
      'changes_differ',
      '/expected_fingerprint',
      'It is not the fingerprint of this preview_id.',
    )
  }
  return expectedFingerprint === undefined
    ? undefined
    : { at: undefined, fingerprint: expectedFingerprint, text: undefined }
}

function readToken({ secrets, clock }: TokenServices, previewId: string): Promised | Refusal {
  const signed = secrets.verify('preview', previewId)
  if (signed === undefined)
    return refuseAt('invalid_request', '/preview_id', 'This preview_id was not issued here.')
  const token = JSON.parse(signed) as { at: Instant; fingerprint: string; until: number; text?: string }
  if (token.until < clock.system())
    return refuse(
      'preview_expired',
      'A preview holds for 15 minutes. Preview again and show it before submitting.',
    )
  return {
    at: token.at,
    fingerprint: token.fingerprint,
    text: token.text && inflateRawSync(Buffer.from(token.text, 'base64url')).toString(),
  }
}
