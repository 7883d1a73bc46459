import { z } from 'zod'
import { refuse } from '../../../domain/refusal.ts'
import { elementHeaders } from '../../../pages/headers.ts'
import { pickLanguage } from '../../../pages/languages.ts'
import { sandboxElementPage } from '../../../pages/sandbox-element-page.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

const query = z.strictObject({ locale: z.string().max(35).optional() })

/** `GET /elements/sandbox`: the sandbox gateway's card element, for the frame on our own pages. */
export function getSandboxElementRoute(app: HttpServer, services: Services): void {
  app.get(
    '/elements/sandbox',
    { config: { access: { kind: 'public' } }, schema: { hide: true, querystring: query } },
    async (request, reply) => {
      if (!services.sandbox)
        return sendRefusal(reply, refuse('not_found', 'Only a sandbox has this card element.'))
      const language = pickLanguage({
        locale: request.query.locale,
        acceptLanguage: request.headers['accept-language'],
      })
      const page = await sandboxElementPage(language, services.settings().accentColor)
      return reply.headers(elementHeaders()).send(page)
    },
  )
}
