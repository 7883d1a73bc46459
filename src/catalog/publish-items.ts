import type { VersionedItem } from '../domain/catalog-item.ts'
import { isRefused, type Mistake, type Refusal, refuse } from '../domain/refusal.ts'
import type { CatalogStore } from '../ports/catalog-store.ts'
import type { Services } from '../ports/services.ts'
import { catalogPath } from './catalog-path.ts'
import { parseOffer } from './parse-offer.ts'
import { type ResolvedItem, resolveItems } from './resolve-items.ts'

/**
 * Publishes the working copies at these paths, all or none; each becomes the newest version of its item. Unchanged
 * content keeps its version. `not_found` when a path is unknown, `invalid_catalog_item` when an item refers to a product
 * or add-on that is not there.
 */
export async function publishItems(
  services: Pick<Services, 'db'>,
  paths: readonly string[],
): Promise<readonly VersionedItem[] | Refusal> {
  return services.db.write(async ({ catalog }) => {
    const items = await findAll(catalog, paths)
    if (isRefused(items)) return items
    const resolved = await resolveItems(catalog, items)
    const mistakes = resolved.flatMap(mistakesIn)
    if (mistakes.length > 0)
      return refuse('invalid_catalog_item', mistakes[0]?.message ?? '', { errors: mistakes })
    const versions = resolved.map(({ item }) => item)
    await catalog.publish([...new Map(versions.map((item) => [item.path, item])).values()])
    return versions
  })
}

async function findAll(catalog: Pick<CatalogStore, 'findItems'>, paths: readonly string[]) {
  const wanted = paths.map(catalogPath)
  const valid = wanted.filter((path) => path !== undefined)
  const found = new Map((await catalog.findItems(valid)).map((item) => [item.path, item]))
  const unknown = wanted.flatMap((path, index) =>
    path !== undefined && found.has(path)
      ? []
      : [{ pointer: `/paths/${index}`, code: 'not_found', message: `there is no item at ${paths[index]}` }],
  )
  if (unknown.length > 0)
    return refuse('not_found', `/paths: ${unknown[0]?.message ?? ''}`, { errors: unknown })
  return valid.flatMap((path) => found.get(path) ?? [])
}

function mistakesIn({ item, missing }: ResolvedItem, index: number): Mistake[] {
  const at = (message: string) => ({ pointer: `/paths/${index}`, code: 'invalid_catalog_item', message })
  if (missing.length > 0)
    return missing.map((path) => at(`${item.path} refers to ${path}, which is not in the catalogue`))
  if (item.recordType === 'product') return []
  const offer = parseOffer(item)
  return isRefused(offer) ? [at(`${item.path} cannot be sold: ${offer.detail}`)] : []
}
