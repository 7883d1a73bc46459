import type { AccessStore } from '../../ports/access-store.ts'
import type { Sql } from './sql.ts'

export function accessStore(_sql: Sql): AccessStore {
  return {}
}
