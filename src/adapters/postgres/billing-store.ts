import type { BillingStore } from '../../ports/billing-store.ts'
import type { Sql } from './sql.ts'

export function billingStore(_sql: Sql): BillingStore {
  return {}
}
