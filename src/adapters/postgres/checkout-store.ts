import type { CheckoutStore } from '../../ports/checkout-store.ts'
import type { Sql } from './sql.ts'

export function checkoutStore(_sql: Sql): CheckoutStore {
  return {}
}
