import { z } from 'zod'
import { clientList } from '../../../contract/client.ts'
import { described } from '../../../contract/parts.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { fromQueryMore, toQueryMore } from '../../../objects/cursor.ts'
import type { Services } from '../../../ports/services.ts'
import { toClientAnswer } from '../../client-answer.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

/** What a cursor of this list is signed for. */
const listName = 'clients'

const query = z.strictObject({
  limit: described(z.coerce.number().int().min(1).max(100).default(50), 'How many, 1 to 100.', 50),
  queryMore: described(z.string().max(500).optional(), 'From the page before.', 'Y2xpZW50cy…'),
})

export function listClientsRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/admin/clients',
    {
      config: { access: { kind: 'client', scopes: ['clients:read'] } },
      schema: {
        operationId: 'listClients',
        summary: 'List API clients',
        description: 'All clients that were not deleted, newest first, without their secrets.',
        tags: ['Access'],
        querystring: query,
        response: { 200: clientList },
      },
    },
    async (request, reply) => {
      const { limit, queryMore } = request.query
      const after = queryMore === undefined ? undefined : fromQueryMore(services, listName, queryMore)
      if (isRefused(after)) return sendRefusal(reply, after)
      // One more than asked for tells whether there is another page.
      const found = await services.db.read.access.listClients({ limit: limit + 1, after })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        items: page.map(toClientAnswer),
        queryMore:
          last === undefined ? null : toQueryMore(services, listName, { at: last.createdAt, id: last.id }),
      }
    },
  )
}
