import type { OfferRef } from '../domain/catalog-item.ts'
import { offerKey } from '../domain/facts.ts'
import type { CatalogStore } from '../ports/catalog-store.ts'

/** Of references that `loadOffers` did not find, the keys of those whose item exists: their version was never published. */
export async function findNeverPublished(
  { catalog }: { readonly catalog: Pick<CatalogStore, 'findKnownIds'> },
  missing: readonly OfferRef[],
): Promise<readonly string[]> {
  if (missing.length === 0) return []
  const known = new Set(await catalog.findKnownIds(missing.map((ref) => ref.id)))
  return missing.filter((ref) => known.has(ref.id)).map((ref) => offerKey(ref.id, ref.version))
}
