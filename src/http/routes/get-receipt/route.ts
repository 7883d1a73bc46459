import { basketQuery } from '../../../contract/checkout.ts'
import { receiptAnswer } from '../../../contract/receipt-answer.ts'
import { refuse } from '../../../domain/refusal.ts'
import { findReceipt } from '../../../orders/receipt.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function getReceiptRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/checkout/order',
    {
      config: { access: { kind: 'buyer' } },
      schema: {
        operationId: 'getReceipt',
        summary: 'The order made from a basket, as its buyer sees it',
        description:
          'What was bought, what was paid, what is charged when. For the page that holds the token of the link, and for 30 days for the browser that bought.',
        tags: ['Checkout page'],
        querystring: basketQuery,
        response: { 200: receiptAnswer },
      },
    },
    async (request, reply) => {
      const receipt = await findReceipt(services, request.receiptBasketId ?? '')
      reply.header('cache-control', 'no-store')
      return receipt ?? sendRefusal(reply, refuse('not_found', 'Nothing was ordered from this basket yet.'))
    },
  )
}
