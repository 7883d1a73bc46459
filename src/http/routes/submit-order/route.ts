import { submitAnswer } from '../../../contract/order.ts'
import { orderBody } from '../../../contract/order-body.ts'
import type { Services } from '../../../ports/services.ts'
import { answerSubmit } from '../../answer-submit.ts'
import { parsedByOrderType } from '../../parsed-by-order-type.ts'
import type { HttpServer } from '../../server.ts'

export function submitOrderRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/order',
    {
      config: { access: { kind: 'client', scopes: ['orders:write'] } },
      validatorCompiler: parsedByOrderType,
      schema: {
        operationId: 'submitOrder',
        summary: 'Submit an order',
        description:
          'Queues the order, or with `process_immediately` runs it and answers its result; what takes longer than ten seconds answers 202 with the same id. `checkoutId` names the basket of a link, or comes with `orderItems`; left out, one is made. The same `checkoutId` or `external_id` again answers the first order.',
        tags: ['Orders'],
        body: orderBody,
        response: { 200: submitAnswer, 202: submitAnswer },
      },
    },
    (request, reply) => answerSubmit(services, request, reply),
  )
}
