import type { CatalogItem, VersionedItem } from '../domain/catalog-item.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { type ItemDraft, prepareItem } from './prepare-item.ts'
import { resolveItems } from './resolve-items.ts'

/**
 * Writes working copies, all or none, and answers each with the version that publishing it now would give.
 * `invalid_catalog_item` when one cannot be sold as it stands, `conflict` when a path belongs to another kind of item.
 */
export async function putItems(
  services: Pick<Services, 'db'>,
  drafts: readonly ItemDraft[],
): Promise<readonly VersionedItem[] | Refusal> {
  const items: CatalogItem[] = []
  for (const draft of drafts) {
    const item = prepareItem(draft)
    if (isRefused(item)) return item
    items.push(item)
  }
  return services.db.write(async ({ catalog }) => {
    const saved = new Set(await catalog.saveItems(items))
    const other = items.find((item) => !saved.has(item.path))
    if (other !== undefined)
      return refuse('conflict', `${other.path} is already another kind of item than ${other.recordType}.`)
    return (await resolveItems(catalog, items)).map((resolved) => resolved.item)
  })
}
