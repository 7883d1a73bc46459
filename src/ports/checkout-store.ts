/** Filled in by its subject. */
export interface CheckoutStore {
  readonly pending?: never
}
