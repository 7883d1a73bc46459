import { resumeBody } from '../../../contract/checkout.ts'
import { submitAnswer } from '../../../contract/order.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { resumeCheckout } from '../../../orders/resume-checkout.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function resumeCheckoutRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/checkout/resume',
    {
      config: { access: { kind: 'buyer' } },
      schema: {
        operationId: 'resumeCheckout',
        summary: 'Go on with an order whose buyer was sent to their bank',
        description:
          'The page calls this when its buyer comes back. It asks the gateway how the payment stands and answers like the submit: the completed order, `pending-payment` with `nextAction` while the bank still waits, or 402 when it said no.',
        tags: ['Checkout page'],
        body: resumeBody,
        response: { 200: submitAnswer, 202: submitAnswer },
      },
    },
    async (request, reply) => {
      const answer = await resumeCheckout(services, request.receiptBasketId ?? '')
      if (isRefused(answer)) return sendRefusal(reply, answer)
      const subscriptions = [...answer.subscriptions]
      return reply.status(answer.status === 'processing' ? 202 : 200).send({ ...answer, subscriptions })
    },
  )
}
