/** Filled in by its subject. */
export interface CatalogStore {
  readonly pending?: never
}
