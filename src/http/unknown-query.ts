import { refuse } from '../domain/refusal.ts'
import { sendRefusal } from './errors.ts'
import type { HttpServer } from './server.ts'

/**
 * Refuses query parameters on an API route that describes none, as the others do by their schema: a parameter that does
 * nothing is a mistake that nobody would notice. Monitors and pages may be asked with whatever a caller adds.
 */
export function addUnknownQuery(app: HttpServer): void {
  app.addHook('preHandler', async (request, reply) => {
    const { url = '', schema } = request.routeOptions
    if (!url.startsWith('/api/') || schema?.querystring !== undefined) return
    const names = Object.keys(request.query ?? {})
    if (names.length === 0) return
    const errors = names.map((name) => ({
      pointer: `?${name}`,
      code: 'unknown_field',
      message: 'is not known here',
    }))
    return sendRefusal(reply, refuse('invalid_request', `?${names[0]}: is not known here`, { errors }))
  })
}
