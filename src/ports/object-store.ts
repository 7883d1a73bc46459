/** Filled in by its subject. */
export interface ObjectStore {
  readonly pending?: never
}
