import type { OfferRef } from '../domain/catalog-item.ts'
import { offerKey } from '../domain/facts.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'

/**
 * Withdraws versions, all or none: they start no new link, links already made still complete. Withdrawing twice is
 * once. `offer_not_published` when a version was never published.
 */
export async function withdrawItems(
  services: Pick<Services, 'db'>,
  refs: readonly OfferRef[],
): Promise<readonly (OfferRef & { readonly path: string })[] | Refusal> {
  return services.db.write(async ({ catalog }) => {
    const withdrawn = await catalog.withdraw(refs)
    const known = new Map(withdrawn.map((item) => [offerKey(item.id, item.version), item]))
    const errors = refs.flatMap((ref, index) =>
      known.has(offerKey(ref.id, ref.version))
        ? []
        : [{ pointer: `/items/${index}`, code: 'offer_not_published', message: 'was never published' }],
    )
    if (errors.length > 0)
      return refuse('offer_not_published', `${errors[0]?.pointer}: this version was never published.`, {
        errors,
      })
    return refs.flatMap((ref) => known.get(offerKey(ref.id, ref.version)) ?? [])
  })
}
