import type { VersionedItem } from '../../domain/catalog-item.ts'
import type {
  CatalogState,
  CatalogStore,
  ListedItem,
  OfferPage,
  OfferPageQuery,
} from '../../ports/catalog-store.ts'
import { fromRow } from './rows.ts'
import type { Sql } from './sql.ts'

/** The reading side of the catalogue: pages of offers, newest first. */
export function listOffers(sql: Sql): Pick<CatalogStore, 'listPublished' | 'listWorking' | 'state'> {
  const page = async <Row extends ListedItem>(
    name: string,
    source: string,
    query: OfferPageQuery,
  ): Promise<OfferPage<Row>> => {
    const filters = filterValues(query)
    const [rows, count] = await Promise.all([
      sql.rows(`catalog.list-${name}`, pageOf(source), [...filters, query.before ?? null, query.limit]),
      sql.row<{ hits: number }>(`catalog.count-${name}`, countOf(source), filters),
    ])
    return { rows: rows.map((row) => fromRow<Row>(row)), hits: count?.hits ?? 0 }
  }
  return {
    listPublished: (query) => page<ListedItem & VersionedItem>('published', published, query),
    listWorking: (query) => page<ListedItem>('working', working, query),
    state: async (source) => {
      const row = await sql.row<CatalogState>(`catalog.state-${source}`, stateOf[source])
      return fromRow<CatalogState>(row ?? { last_seq: 0, fingerprint: '' })
    },
  }
}

// Instants are compared as they are shown, to the millisecond.
const published = `
  select newest.*, date_trunc('milliseconds', item.created_at) as created_at
  from (
    select distinct on (id) id, version, path, record_type, name, data, seq,
      date_trunc('milliseconds', published_at) as updated_at
    from catalog_versions
    where record_type = 'offer' and status = 'published' and seq <= $1::bigint
    order by id, seq desc
  ) newest
  join catalog_items item on item.path = newest.path`

const working = `
  select id, path, record_type, name, data, seq,
    date_trunc('milliseconds', created_at) as created_at,
    date_trunc('milliseconds', updated_at) as updated_at
  from catalog_items
  where record_type = 'offer' and seq <= $1::bigint`

const matching = `
  ($2::text is null or offer.path = $2 or starts_with(offer.path, $2 || '/'))
  and ($3::text[] is null or coalesce(offer.data->'tags' ?| $3, false))
  and ($6::timestamptz is null or offer.updated_at > $6)
  and not exists (
    select from unnest($4::text[], $5::text[]) as asked(name, value)
    where not coalesce(
      offer.data->'attributes'->>asked.name = asked.value
        or (
          jsonb_typeof(offer.data->'attributes'->asked.name) = 'array'
          and offer.data->'attributes'->asked.name ? asked.value
        ),
      false
    )
  )`

function pageOf(source: string): string {
  return `select * from (${source}) offer where ${matching}
    and ($7::bigint is null or offer.seq < $7) order by offer.seq desc limit $8`
}

function countOf(source: string): string {
  return `select count(*) as hits from (${source}) offer where ${matching}`
}

function filterValues({ filters, until }: OfferPageQuery): unknown[] {
  return [
    until,
    filters.path ?? null,
    filters.tags ?? null,
    filters.attributes.map((attribute) => attribute.name),
    filters.attributes.map((attribute) => attribute.value),
    filters.modifiedAfter ?? null,
  ]
}

const stateOf = {
  published: `
    select coalesce(max(seq), 0) as last_seq,
      concat_ws('|', max(seq), count(*) filter (where status = 'published'), max(withdrawn_at)) as fingerprint
    from catalog_versions`,
  catalog: `
    select coalesce(max(seq), 0) as last_seq, concat_ws('|', max(seq), max(updated_at)) as fingerprint
    from catalog_items`,
} as const
