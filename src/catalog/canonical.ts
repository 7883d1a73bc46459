import { createHash } from 'node:crypto'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { CatalogItem } from '../domain/catalog-item.ts'

/** The id of the item at this path: 40 hex digits that never change. */
export function itemId(path: string): string {
  return hex40Of(`path|${path}`)
}

/** The name of this content: 40 hex digits. Equal content has an equal name, in whatever order its keys were written. */
export function versionOf({
  name,
  recordType,
  data,
}: Pick<CatalogItem, 'name' | 'recordType' | 'data'>): string {
  return hex40Of(`content|${canonicalJson({ name, recordType, data })}`)
}

/** The first 160 bits of SHA-256: the contract's 40 digits without SHA-1's collisions. */
export function hex40Of(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40)
}
