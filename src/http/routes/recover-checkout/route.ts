import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { findLinkByRecovery } from '../../../checkout/find-link.ts'
import { checkoutAddress } from '../../../checkout/link-addresses.ts'
import { recoverQuery } from '../../../contract/checkout.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { sendRefusedLink } from '../../message-pages.ts'
import type { HttpServer } from '../../server.ts'

export function recoverCheckoutRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/checkout/recover',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'recoverCheckout',
        summary: 'Go back to an abandoned basket',
        description:
          'The `recoveryLink` of a basket: redirects to the page of its checkout link. Changes nothing. A browser is told in a page why a link leads nowhere, every other caller in a problem document.',
        tags: ['Checkout page'],
        querystring: recoverQuery,
        response: { 303: z.null().meta({ description: 'The page of the link, in `Location`.' }) },
      },
    },
    async (request, reply) => {
      reply.header('x-robots-tag', 'noindex, nofollow')
      const { basket, recover } = request.query
      const view = await findLinkByRecovery(services, { basketId: basket, secret: recover })
      if (isRefused(view))
        return readsPages(request)
          ? sendRefusedLink(services, request, { reply, refusal: view })
          : sendRefusal(reply, view)
      return reply.redirect(checkoutAddress(services.secrets, view.link), 303)
    },
  )
}

/** People open these links too, and are told in a page why one leads nowhere. */
function readsPages({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true
}
