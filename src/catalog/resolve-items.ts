import type { z } from 'zod'
import { referencesData } from '../contract/catalog-data.ts'
import type { CatalogItem, ItemData, VersionedItem } from '../domain/catalog-item.ts'
import type { CatalogStore } from '../ports/catalog-store.ts'
import { versionOf } from './canonical.ts'

export interface ResolvedItem {
  /** With the content of its products and the versions of its add-ons inside. */
  readonly item: VersionedItem
  /** Paths it refers to that the catalogue does not hold. */
  readonly missing: readonly string[]
}

type References = z.output<typeof referencesData>

/** Puts into each item what it refers to, as the catalogue stands now, and names the content that results. */
export async function resolveItems(
  catalog: Pick<CatalogStore, 'findItems'>,
  items: readonly CatalogItem[],
): Promise<readonly ResolvedItem[]> {
  const known = new Map(items.map((item) => [item.path, item]))
  // Offers refer to add-ons and products, add-ons to products: twice is as deep as it goes.
  await addReferenced(catalog, known)
  await addReferenced(catalog, known)
  return items.map((item) => resolve(item, known))
}

async function addReferenced(
  catalog: Pick<CatalogStore, 'findItems'>,
  known: Map<string, CatalogItem>,
): Promise<void> {
  const paths = new Set([...known.values()].flatMap(referencedPaths).filter((path) => !known.has(path)))
  if (paths.size === 0) return
  for (const item of await catalog.findItems([...paths])) known.set(item.path, item)
}

function referencedPaths(item: CatalogItem): string[] {
  if (item.recordType === 'product') return []
  const references = referencesData.parse(item.data)
  return [...productPaths(references), ...addOnsOf(item, references).map((addOn) => addOn.path)]
}

function productPaths(references: References): string[] {
  const bundled = (references.productBundles ?? []).map((bundle) => bundle.product_path)
  return [...new Set([...bundled, ...(references.products ?? []).map((product) => product.path)])]
}

/** Add-ons carry no add-ons of their own. */
function addOnsOf(item: CatalogItem, references: References) {
  return item.recordType === 'offer' ? (references.attributes?.cross_sell_addons__limio?.items ?? []) : []
}

function resolve(item: CatalogItem, known: ReadonlyMap<string, CatalogItem>): ResolvedItem {
  if (item.recordType === 'product') return { item: { ...item, version: versionOf(item) }, missing: [] }
  const references = referencesData.parse(item.data)
  const products = productPaths(references).map((path) => ({
    path,
    content: productAt(path, references, known),
  }))
  const addOns = addOnsOf(item, references).map((entry) => ({ entry, pinned: addOnAt(entry.path, known) }))
  const data: ItemData = {
    ...item.data,
    ...(products.length > 0 ? { products: products.flatMap(({ content }) => content ?? []) } : {}),
    ...(addOns.length > 0
      ? {
          attributes: withAddOns(
            references,
            addOns.map(({ entry, pinned }) => ({ ...entry, ...pinned })),
          ),
        }
      : {}),
  }
  return {
    item: { ...item, data, version: versionOf({ ...item, data }) },
    missing: [
      ...products.filter(({ content }) => content === undefined).map(({ path }) => path),
      ...addOns.filter(({ pinned }) => pinned === undefined).map(({ entry }) => entry.path),
    ],
  }
}

function withAddOns(references: References, items: readonly object[]): ItemData {
  const { attributes } = references
  return { ...attributes, cross_sell_addons__limio: { ...attributes?.cross_sell_addons__limio, items } }
}

/** The catalogue's own product wins over one that was written into the offer itself. */
function productAt(path: string, references: References, known: ReadonlyMap<string, CatalogItem>) {
  const item = known.get(path)
  if (item?.recordType === 'product')
    return { ...item.data, path, id: item.id, name: item.name, record_type: 'product' }
  return (references.products ?? []).find((product) => product.path === path)
}

function addOnAt(path: string, known: ReadonlyMap<string, CatalogItem>) {
  const item = known.get(path)
  if (item?.recordType !== 'add_on') return undefined
  return { id: item.id, version: resolve(item, known).item.version }
}
