/** The `data` of a catalogue item, as JSON. */
export type ItemData = Readonly<Record<string, unknown>>

export type RecordType = 'offer' | 'product' | 'add_on'

/** A catalogue item as someone edits it. */
export interface CatalogItem {
  /** Such as `/offers2/Pro Plan`: begins with a slash, no slash at the end. */
  readonly path: string
  /** 40 hex digits made from the path: it never changes. */
  readonly id: string
  readonly recordType: RecordType
  readonly name: string
  readonly data: ItemData
}

/** A catalogue item whose content is named: the same version always has the same content. */
export interface VersionedItem extends CatalogItem {
  /** 40 hex digits made from the content, that of products and add-ons included. */
  readonly version: string
}

export type VersionStatus = 'published' | 'withdrawn'

/** Names an offer or add-on at one version. */
export interface OfferRef {
  readonly id: string
  readonly version: string
}
