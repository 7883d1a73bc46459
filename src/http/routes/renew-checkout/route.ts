import { renewToken } from '../../../checkout/exchange.ts'
import { basketAnswer, renewBody } from '../../../contract/checkout.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { setCheckoutCookie } from '../../checkout-cookie.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function renewCheckoutRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/checkout/renew',
    {
      config: { access: { kind: 'customer' } },
      schema: {
        operationId: 'renewCheckout',
        summary: 'Keep a checkout page going',
        description:
          'Answers the basket again and renews its cookie for another 15 minutes, as long as the link lives.',
        tags: ['Checkout page'],
        body: renewBody,
        response: { 200: basketAnswer },
      },
    },
    async (request, reply) => {
      const renewed = await renewToken(services, request.body.checkoutId)
      if (isRefused(renewed)) return sendRefusal(reply, renewed)
      setCheckoutCookie(reply, services, renewed.answer.checkoutId, renewed.token)
      return renewed.answer
    },
  )
}
