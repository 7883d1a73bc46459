import { basketView } from '../../../checkout/basket-view.ts'
import { findCustomerBasket } from '../../../checkout/find-link.ts'
import { basketAnswer, basketQuery } from '../../../contract/checkout.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function getBasketRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/checkout/basket',
    {
      config: { access: { kind: 'customer' } },
      schema: {
        operationId: 'getBasket',
        summary: 'The basket of a checkout page',
        description:
          'The basket as it stands, and the order made from it once there is one. Changes nothing.',
        tags: ['Checkout page'],
        querystring: basketQuery,
        response: { 200: basketAnswer },
      },
    },
    async (request, reply) => {
      const view = await findCustomerBasket(services, request.query.checkoutId)
      return isRefused(view) ? sendRefusal(reply, view) : basketView(services, view)
    },
  )
}
