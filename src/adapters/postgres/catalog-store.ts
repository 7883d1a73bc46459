import type { CatalogItem, OfferRef, VersionedItem } from '../../domain/catalog-item.ts'
import type { CatalogStore, VersionFound } from '../../ports/catalog-store.ts'
import { listOffers } from './catalog-list.ts'
import { fromRow, toRow } from './rows.ts'
import type { Sql } from './sql.ts'

export function catalogStore(sql: Sql): CatalogStore {
  return {
    ...listOffers(sql),
    saveItems: async (items) => {
      const rows = await sql.rows<{ path: string }>('catalog.save-items', saveItems, [rowsOf(items)])
      return rows.map((row) => row.path)
    },
    findItems: async (paths) => {
      const rows = await sql.rows(
        'catalog.find-items',
        'select path, id, record_type, name, data from catalog_items where path = any($1)',
        [paths],
      )
      return rows.map((row) => fromRow<CatalogItem>(row))
    },
    publish: async (items) => {
      await sql.run('catalog.publish', publish, [rowsOf(items)])
    },
    withdraw: (refs) =>
      sql.rows('catalog.withdraw', withdraw, [refs.map((ref) => ref.id), refs.map((ref) => ref.version)]),
    findKnownIds: async (ids) => {
      const rows = await sql.rows<{ id: string }>(
        'catalog.find-known-ids',
        'select id from catalog_items where id = any($1)',
        [ids],
      )
      return rows.map((row) => row.id)
    },
    findVersions: async (refs) => {
      const rows = await sql.rows<VersionRow>('catalog.find-versions', findVersions, [
        refs.map((ref) => ref.id),
        refs.map((ref) => ref.version),
        refs.map((ref) => ref.withContent),
      ])
      return rows.map(foundOf)
    },
    findPublished: async (names) =>
      (await sql.rows('catalog.find-published', findPublished, [names])).map((row) =>
        fromRow<VersionedItem>(row),
      ),
  }
}

/** Sorted, so that two writers take their rows in the same order. */
function rowsOf(items: readonly CatalogItem[]): string {
  const sorted = [...items].sort((a, b) => (a.path < b.path ? -1 : 1))
  return JSON.stringify(sorted.map(toRow))
}

const saveItems = `
  insert into catalog_items as old (path, id, record_type, name, data, created_at, updated_at)
  select path, id, record_type, name, data, now(), now()
  from jsonb_to_recordset($1::jsonb) as item(path text, id text, record_type text, name text, data jsonb)
  on conflict (path) do update set
    name = excluded.name,
    data = excluded.data,
    updated_at = case
      when (old.name, old.data) is distinct from (excluded.name, excluded.data) then excluded.updated_at
      else old.updated_at
    end
  where old.record_type = excluded.record_type
  returning path`

const publish = `
  insert into catalog_versions as old (id, version, path, record_type, name, data, status, published_at)
  select id, version, path, record_type, name, data, 'published', now()
  from jsonb_to_recordset($1::jsonb)
    as item(id text, version text, path text, record_type text, name text, data jsonb)
  on conflict (id, version) do update set
    status = 'published', withdrawn_at = null, published_at = excluded.published_at, seq = default
  where old.status = 'withdrawn'
    or exists (
      select from catalog_versions newer
      where newer.id = old.id and newer.status = 'published' and newer.seq > old.seq
    )`

const withdraw = `
  with wanted as (
    select v.id, v.version from catalog_versions v
    join unnest($1::text[], $2::text[]) as asked(id, version) on v.id = asked.id and v.version = asked.version
    order by v.id, v.version
    for update of v
  )
  update catalog_versions v set status = 'withdrawn', withdrawn_at = coalesce(v.withdrawn_at, now())
  from wanted
  where v.id = wanted.id and v.version = wanted.version
  returning v.path, v.id, v.version`

const findVersions = `
  select v.id, v.version, v.status, wanted.with_content,
    case when wanted.with_content then v.path end as path,
    case when wanted.with_content then v.record_type end as record_type,
    case when wanted.with_content then v.name end as name,
    case when wanted.with_content then v.data end as data
  from unnest($1::text[], $2::text[], $3::bool[]) as wanted(id, version, with_content)
  join catalog_versions v on v.id = wanted.id and v.version = wanted.version
  where v.record_type in ('offer', 'add_on')`

interface VersionRow extends OfferRef {
  readonly status: VersionFound['status']
  readonly with_content: boolean
  readonly path: string
  readonly record_type: CatalogItem['recordType']
  readonly name: string
  readonly data: CatalogItem['data']
}

function foundOf(row: VersionRow): VersionFound {
  const { id, version, status, path, record_type: recordType, name, data } = row
  return {
    id,
    version,
    status,
    item: row.with_content ? { id, version, path, recordType, name, data } : undefined,
  }
}

/** Two lookups by index. */
const findPublished = `
  select distinct on (v.id) v.id, v.version, v.path, v.record_type, v.name, v.data
  from catalog_versions v
  where (v.id in (select p.id from catalog_versions p where p.path = any($1::text[])) or v.id = any($1::text[]))
    and v.record_type in ('offer', 'add_on') and v.status = 'published'
  order by v.id, v.seq desc`
