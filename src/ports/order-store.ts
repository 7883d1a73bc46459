/** Filled in by its subject. */
export interface OrderStore {
  readonly pending?: never
}
