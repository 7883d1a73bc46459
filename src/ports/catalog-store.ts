import type { CatalogItem, OfferRef, VersionedItem, VersionStatus } from '../domain/catalog-item.ts'
import type { Instant } from '../domain/time.ts'

/** What an offer or add-on is known by before it is ordered. `item` comes only where it was asked for. */
export interface VersionFound extends OfferRef {
  readonly status: VersionStatus
  readonly item: VersionedItem | undefined
}

/** Which offers to list: all that match every filter given, newest first. */
export interface OfferFilters {
  /** This item, or everything below this folder. */
  readonly path: string | undefined
  /** At least one of these tags. */
  readonly tags: readonly string[] | undefined
  /** Attribute by its whole name; a list attribute matches when it holds the value. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
  readonly modifiedAfter: Instant | undefined
}

export interface OfferPageQuery {
  readonly filters: OfferFilters
  /** Nothing published after this point is seen, so that pages belong together. */
  readonly until: number
  /** Rows older than this one. */
  readonly before: number | undefined
  readonly limit: number
}

export interface ListedItem extends CatalogItem {
  /** Counts up with time; names the row's place in the list. */
  readonly seq: number
  readonly createdAt: Instant
  readonly updatedAt: Instant
}

export interface OfferPage<Row> {
  readonly rows: readonly Row[]
  /** How many match in all. */
  readonly hits: number
}

/** Changes with every write to the catalogue. */
export interface CatalogState {
  /** The last place in the list of this source. */
  readonly lastSeq: number
  readonly fingerprint: string
}

export type OffersSource = 'published' | 'catalog'

export interface CatalogStore {
  /**
   * Writes working copies; what is equal already stays untouched. Answers the paths that now stand so: one whose path
   * belongs to another kind of item is left as it was and missing from the answer.
   */
  readonly saveItems: (items: readonly CatalogItem[]) => Promise<readonly string[]>
  /** Working copies; unknown paths are missing from the answer. */
  readonly findItems: (paths: readonly string[]) => Promise<readonly CatalogItem[]>
  /** Of these ids, those of items that exist, published or not. */
  readonly findKnownIds: (ids: readonly string[]) => Promise<readonly string[]>
  /** Makes each the newest published version of its item. One that is so already stays untouched. */
  readonly publish: (items: readonly VersionedItem[]) => Promise<void>
  /** Answers those that exist. */
  readonly withdraw: (refs: readonly OfferRef[]) => Promise<readonly (OfferRef & { readonly path: string })[]>
  /** Offers and add-ons that were ever published; `withContent` says of which the content is wanted. */
  readonly findVersions: (
    refs: readonly (OfferRef & { readonly withContent: boolean })[],
  ) => Promise<readonly VersionFound[]>
  /** The newest published version of each of these offers and add-ons, named by path or by id; others are missing from the answer. */
  readonly findPublished: (names: readonly string[]) => Promise<readonly VersionedItem[]>
  /** The newest published version of each offer. */
  readonly listPublished: (query: OfferPageQuery) => Promise<OfferPage<ListedItem & VersionedItem>>
  /** Offers as they are edited. */
  readonly listWorking: (query: OfferPageQuery) => Promise<OfferPage<ListedItem>>
  readonly state: (source: OffersSource) => Promise<CatalogState>
}
