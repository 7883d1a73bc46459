import { submitAnswer } from '../../../contract/order.ts'
import { orderBody } from '../../../contract/order-body.ts'
import type { Services } from '../../../ports/services.ts'
import { answerSubmit } from '../../answer-submit.ts'
import { parsedByOrderType } from '../../parsed-by-order-type.ts'
import type { HttpServer } from '../../server.ts'

export function submitCheckoutOrderRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/order',
    {
      config: { access: { kind: 'client-or-customer', scopes: ['orders:write'] } },
      validatorCompiler: parsedByOrderType,
      schema: {
        operationId: 'submitCheckoutOrder',
        summary: 'Submit an order, as a client or as the customer of a checkout link',
        description:
          'For a client the same as `POST /api/admin/order`. With the token of a checkout link it orders the basket behind that link, at once: items, prices, dates, owner and tracking come from the basket. A declined payment answers 402 and leaves the link open; send the order again with other money.',
        tags: ['Orders', 'Checkout page'],
        body: orderBody,
        response: { 200: submitAnswer, 202: submitAnswer },
      },
    },
    (request, reply) => answerSubmit(services, request, reply),
  )
}
