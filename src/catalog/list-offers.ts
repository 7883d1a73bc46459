import type { OffersQuery } from '../contract/offers-list.ts'
import type { VersionedItem } from '../domain/catalog-item.ts'
import { offerKey } from '../domain/facts.ts'
import { isRefused, type Refusal, refuseAt } from '../domain/refusal.ts'
import type { CatalogStore, ListedItem, OfferFilters, OffersSource } from '../ports/catalog-store.ts'
import type { Services } from '../ports/services.ts'
import { hex40Of } from './canonical.ts'
import { readCursor, writeCursor } from './offers-cursor.ts'
import { resolveItems } from './resolve-items.ts'

// The contract's limit of one answer; a page ends early rather than exceed it.
const maxPageCharacters = 6_000_000

export interface ListedOffer extends ListedItem, VersionedItem {
  /** Is exactly this content published now? */
  readonly published: boolean
}

export interface OffersPage {
  readonly hits: number
  /** 40 hex digits that change with the catalogue. */
  readonly commitId: string
  readonly offers: readonly ListedOffer[]
  readonly next: { readonly from: string; readonly alias: string } | undefined
}

/** One page of offers, newest first. `invalid_request` when the cursor is not ours or contradicts the other filters. */
export async function listOffers(
  { db, secrets }: Pick<Services, 'db' | 'secrets'>,
  query: OffersQuery,
): Promise<OffersPage | Refusal> {
  const list = listOf(secrets, query)
  if (isRefused(list)) return list
  const { catalog } = db.read
  const state = await catalog.state(list.source)
  const until = list.until ?? state.lastSeq
  const found = await readPage(catalog, list.source, { ...list, until, limit: query.pageSize + 1 })
  const offers = fitting(found.offers.slice(0, query.pageSize))
  const last = offers.length < found.offers.length ? offers.at(-1) : undefined
  return {
    hits: found.hits,
    commitId: hex40Of(`${list.source}|${state.fingerprint}`),
    offers,
    next: last && {
      from: writeCursor(secrets, {
        list: 'offers',
        source: list.source,
        filters: list.filters,
        until,
        before: last.seq,
      }),
      alias: aliasOf(list.source),
    },
  }
}

interface OffersList {
  readonly source: OffersSource
  readonly filters: OfferFilters
  readonly until: number | undefined
  readonly before: number | undefined
}

/** A first page is what the query says; a further one is what its cursor says, and the query may only repeat it. */
function listOf(secrets: Services['secrets'], query: OffersQuery): OffersList | Refusal {
  const { path, tags, attributes, modifiedAfter } = query
  const filters = { path, tags, attributes, modifiedAfter }
  if (query.queryMoreFrom === undefined)
    return { source: query.source ?? 'published', filters, until: undefined, before: undefined }
  const cursor = readCursor(secrets, query.queryMoreFrom)
  if (isRefused(cursor)) return cursor
  const { source, until, before } = cursor
  const stored = {
    path: cursor.filters.path,
    tags: cursor.filters.tags,
    attributes: cursor.filters.attributes,
    modifiedAfter: cursor.filters.modifiedAfter,
  }
  if (query.queryMoreAlias !== undefined && query.queryMoreAlias !== aliasOf(source))
    return refuseAt('invalid_request', '?opt.queryMoreAlias', 'must be `queryMore.alias` of the page before')
  const contradicts = (query.source ?? source) !== source || !repeats(filters, stored)
  if (contradicts)
    return refuseAt('invalid_request', '?opt.queryMoreFrom', 'belongs to a list with other filters')
  return { source, filters: stored, until, before }
}

function aliasOf(source: OffersSource): string {
  return `catalog_${source === 'published' ? 'published' : 'working'}`
}

/** Is every filter that was given the same as before? */
function repeats(given: OfferFilters, stored: OfferFilters): boolean {
  const same = (a: unknown, b: unknown) => a === undefined || JSON.stringify(a) === JSON.stringify(b)
  return (
    same(given.path, stored.path) &&
    same(given.tags, stored.tags) &&
    same(given.modifiedAfter, stored.modifiedAfter) &&
    (given.attributes.length === 0 || same(given.attributes, stored.attributes))
  )
}

async function readPage(
  catalog: CatalogStore,
  source: OffersSource,
  query: Parameters<CatalogStore['listPublished']>[0],
): Promise<{ hits: number; offers: readonly ListedOffer[] }> {
  if (source === 'published') {
    const { rows, hits } = await catalog.listPublished(query)
    return { hits, offers: rows.map((row) => ({ ...row, published: true })) }
  }
  const { rows, hits } = await catalog.listWorking(query)
  return { hits, offers: await versioned(catalog, rows) }
}

/** Working copies with the content and version they would be published with. */
async function versioned(catalog: CatalogStore, rows: readonly ListedItem[]): Promise<ListedOffer[]> {
  const items = (await resolveItems(catalog, rows)).map((resolved) => resolved.item)
  const known = await catalog.findVersions(
    items.map(({ id, version }) => ({ id, version, withContent: false })),
  )
  const published = new Set(
    known.filter(({ status }) => status === 'published').map(({ id, version }) => offerKey(id, version)),
  )
  return rows.flatMap((row, index) => {
    const item = items[index]
    return item ? [{ ...row, ...item, published: published.has(offerKey(item.id, item.version)) }] : []
  })
}

function fitting(offers: readonly ListedOffer[]): readonly ListedOffer[] {
  let characters = 0
  const tooFar = offers.findIndex((offer, index) => {
    characters += JSON.stringify(offer.data).length
    return index > 0 && characters > maxPageCharacters
  })
  return tooFar === -1 ? offers : offers.slice(0, tooFar)
}
