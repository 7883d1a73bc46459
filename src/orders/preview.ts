import type { PreviewAnswer } from '../contract/preview.ts'
import type { Caller } from '../domain/caller.ts'
import { isRefused, type Refusal } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { draftOrder, refuseByLink } from './draft-order.ts'
import { moneySource, namedSource } from './money-source.ts'
import { parseFor } from './parse-for.ts'
import { signPreview } from './preview-token.ts'
import { propose } from './propose.ts'
import { renderPreview } from './render-preview.ts'

type PreviewServices = Pick<Services, 'db' | 'clock' | 'gateway' | 'random' | 'secrets' | 'settings' | 'tax'>

/** Shows what an order would do, to the cent, and refuses exactly what submitting it would refuse. Writes nothing. */
export async function previewOrder(
  services: PreviewServices,
  caller: Caller,
  body: unknown,
): Promise<PreviewAnswer | Refusal> {
  const parsed = parseFor(caller, body)
  if (isRefused(parsed)) return parsed
  const draft = await draftOrder(services, caller, parsed)
  if (isRefused(draft)) return draft
  const closed = refuseByLink(services, draft.linked)
  if (closed) return closed
  const named = await namedSource(services, draft)
  if (isRefused(named)) return named
  const at = services.clock.now()
  const subject = {
    orderId: services.random.id('order'),
    ownerId: draft.owner.id,
    actor: draft.actor,
    at,
    sells: draft.linked === undefined ? 'published' : 'promised',
  } as const
  const proposal = await propose(services, services.db.read, { order: draft.order, subject })
  if (isRefused(proposal)) return proposal
  // A preview may leave out how it is paid; what it says must do.
  const source = draft.payment && moneySource({ draft, named }, proposal)
  if (isRefused(source)) return source
  const { previewId, validUntil } = signPreview(services, { at, ...proposal })
  return {
    ...renderPreview({ proposal }),
    preview_id: previewId,
    fingerprint: proposal.fingerprint,
    valid_until: validUntil,
  }
}
