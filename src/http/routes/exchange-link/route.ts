import { exchangeLink } from '../../../checkout/exchange.ts'
import { basketAnswer, exchangeBody } from '../../../contract/checkout.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { setCheckoutCookie } from '../../checkout-cookie.ts'
import { sendRefusal } from '../../errors.ts'
import { requireSameOrigin } from '../../same-origin.ts'
import type { HttpServer } from '../../server.ts'

export function exchangeLinkRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/checkout/exchange',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'exchangeLink',
        summary: 'Trade a checkout link for its basket',
        description:
          'The page behind a link calls this once it runs. It answers the basket and sets a cookie that lives 15 minutes and reaches that basket alone. Only pages of this server may call it.',
        tags: ['Checkout page'],
        body: exchangeBody,
        response: { 200: basketAnswer },
      },
    },
    async (request, reply) => {
      const foreign = requireSameOrigin(request, services)
      if (foreign !== undefined) return sendRefusal(reply, foreign)
      const opened = await exchangeLink(services, request.body.token)
      if (isRefused(opened)) return sendRefusal(reply, opened)
      setCheckoutCookie(reply, services, opened.answer.checkoutId, opened.token)
      return opened.answer
    },
  )
}
