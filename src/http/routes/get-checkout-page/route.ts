import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { basketPreview } from '../../../checkout/basket-view.ts'
import { findLinkByToken, type LinkView } from '../../../checkout/find-link.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { checkoutPage } from '../../../pages/checkout-page.ts'
import { completedPage } from '../../../pages/completed-page.ts'
import { checkoutHeaders } from '../../../pages/headers.ts'
import type { Services } from '../../../ports/services.ts'
import { answerBrokenPage, languageOf, sendRefusedLink, surroundingsOf } from '../../message-pages.ts'
import type { HttpServer } from '../../server.ts'

const params = z.object({ token: z.string().max(500) })

/** `GET /checkout/link/{token}`: reads only, so that scanners and previews of messages may open it as they like. */
export function getCheckoutPageRoute(app: HttpServer, services: Services): void {
  app.get(
    '/checkout/link/:token',
    {
      config: { access: { kind: 'public' } },
      schema: { hide: true, params },
      errorHandler: answerBrokenPage(services),
    },
    async (request, reply) => {
      const found = await findLinkByToken(services, request.params.token)
      if (isRefused(found)) return sendRefusedLink(services, request, { reply, refusal: found })
      reply.headers(checkoutHeaders(services.settings().logoUrl, services.gateway.element))
      return sendLink(services, request, { reply, found })
    },
  )
}

async function sendLink(
  services: Services,
  request: FastifyRequest,
  { reply, found }: { reply: FastifyReply; found: LinkView },
) {
  const { locale, country } = found.basket
  const language = languageOf(request, { locale, country })
  if (found.state === 'completed')
    return reply.send(await completedPage(found.basket.id, surroundingsOf(services, language)))
  const spoken = { ...found, basket: { ...found.basket, locale: language.locale } }
  return reply.send(await checkoutPage(await basketPreview(services, spoken), language))
}
