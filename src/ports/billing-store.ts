/** Filled in by its subject. */
export interface BillingStore {
  readonly pending?: never
}
