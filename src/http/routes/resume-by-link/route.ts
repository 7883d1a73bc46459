import { payAnswer, payResumeBody } from '../../../contract/pay-link.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { resumeByLink } from '../../../orders/pay-by-link.ts'
import type { Services } from '../../../ports/services.ts'
import { linkedInvoiceOf } from '../../auth.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function resumeByLinkRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/pay/resume',
    {
      config: { access: { kind: 'pay-link' } },
      schema: {
        operationId: 'resumeByLink',
        summary: 'Go on with a payment whose customer was sent to their bank',
        description:
          'The page behind a payment link calls this when its customer comes back. It asks the gateway how the payment stands and answers like `POST /api/pay`; 404 when nobody has begun to pay with a link.',
        tags: ['Checkout page'],
        body: payResumeBody,
        response: { 200: payAnswer, 202: payAnswer },
      },
    },
    async (request, reply) => {
      const answer = await resumeByLink(services, linkedInvoiceOf(request))
      if (isRefused(answer)) return sendRefusal(reply, answer)
      return reply.status(answer.status === 'processing' ? 202 : 200).send(answer)
    },
  )
}
