import type { Envelope, ListQuery, ObjectPage, PagingQuery } from '../contract/objects.ts'
import { isRefused, type Refusal, refuse } from '../domain/refusal.ts'
import type { Listed, ObjectType, Page } from '../ports/object-store.ts'
import type { Services } from '../ports/services.ts'
import { fromQueryMore, toQueryMore } from './cursor.ts'
import { readFilters } from './filters.ts'
import { revealGift } from './reveal-gift.ts'
import { toEnvelope } from './to-envelope/to-envelope.ts'

/** With the scopes of whoever reads. */
type Reading = Pick<Services, 'db' | 'secrets'> & { readonly scopes: ReadonlySet<string> }

/** One object whole. Refusal: `not_found`. */
export async function readObject(
  services: Reading,
  type: ObjectType,
  id: string,
): Promise<Envelope | Refusal> {
  const found = await services.db.read.objects.find(type, id)
  return found === undefined ? notThere(type, id) : toEnvelope(revealGift(services, found))
}

/** One page, newest first. Refusal: `invalid_request` for a filter this type does not know or a foreign cursor. */
export async function listObjects(
  services: Reading,
  type: ObjectType,
  query: ListQuery,
): Promise<ObjectPage | Refusal> {
  const filters = readFilters(type, query)
  if (isRefused(filters)) return filters
  const list = JSON.stringify(['list', type, Object.entries(filters).sort()])
  const page = readPage(services, list, query)
  if (isRefused(page)) return page
  return toPage(services, list, query, await services.db.read.objects.list(type, filters, page))
}

/** Everything that belongs to one object, one page of it. Refusals: `not_found`, and `invalid_request` for a foreign cursor. */
export async function listRelated(
  services: Reading,
  { type, id }: { type: ObjectType; id: string },
  query: PagingQuery,
): Promise<ObjectPage | Refusal> {
  const list = JSON.stringify(['related', type, id])
  const page = readPage(services, list, query)
  if (isRefused(page)) return page
  const found = await services.db.read.objects.related(type, id, page)
  if (found.length === 0 && (await services.db.read.objects.find(type, id)) === undefined)
    return notThere(type, id)
  return toPage(services, list, query, found)
}

/** Asks for one more than is shown: it says whether there is another page. */
function readPage(services: Reading, list: string, query: PagingQuery): Page | Refusal {
  const limit = query.limit + 1
  if (query.queryMore === undefined) return { limit, after: undefined }
  const after = fromQueryMore(services, list, query.queryMore)
  return isRefused(after) ? after : { limit, after }
}

function toPage(services: Reading, list: string, query: PagingQuery, found: readonly Listed[]): ObjectPage {
  const shown = found.slice(0, query.limit)
  const last = shown.at(-1)
  const more = found.length > shown.length && last !== undefined
  return {
    items: shown.map((object) => toEnvelope(revealGift(services, object))),
    queryMore: more ? toQueryMore(services, list, last.position) : null,
  }
}

function notThere(type: ObjectType, id: string): Refusal {
  return refuse('not_found', `There is no object "${id}" of type ${type}.`)
}
