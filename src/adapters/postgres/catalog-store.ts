import type { CatalogStore } from '../../ports/catalog-store.ts'
import type { Sql } from './sql.ts'

export function catalogStore(_sql: Sql): CatalogStore {
  return {}
}
