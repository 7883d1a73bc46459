import type { OrderStore } from '../../ports/order-store.ts'
import type { Sql } from './sql.ts'

export function orderStore(_sql: Sql): OrderStore {
  return {}
}
