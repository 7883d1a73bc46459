/** Filled in by its subject. */
export interface AccessStore {
  readonly pending?: never
}
