import { z } from 'zod'
import { type Refusal, refuseAt } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'

const cursor = z.object({
  list: z.literal('offers'),
  source: z.enum(['published', 'catalog']),
  filters: z.object({
    path: z.string().optional(),
    tags: z.array(z.string()).readonly().optional(),
    attributes: z.array(z.object({ name: z.string(), value: z.string() })).readonly(),
    modifiedAfter: z.string().optional(),
  }),
  until: z.number(),
  before: z.number(),
})

/** Where a page of offers ended and what the list was asked for, so that the next page belongs to it. */
export type OffersCursor = z.output<typeof cursor>

export function writeCursor(secrets: Services['secrets'], position: OffersCursor): string {
  return secrets.sign('cursor', JSON.stringify(position))
}

/** `invalid_request` when it was not written here, or for another list. */
export function readCursor(secrets: Services['secrets'], text: string): OffersCursor | Refusal {
  const parsed = cursor.safeParse(jsonOf(secrets.verify('cursor', text)))
  if (parsed.success) return parsed.data
  return refuseAt('invalid_request', '?opt.queryMoreFrom', 'must be `queryMore.from` of the page before')
}

/** Cursors of other lists are signed with the same key and are not all JSON. */
function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
