import type { ObjectStore } from '../../ports/object-store.ts'
import type { Sql } from './sql.ts'

export function objectStore(_sql: Sql): ObjectStore {
  return {}
}
