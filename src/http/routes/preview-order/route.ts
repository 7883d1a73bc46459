import { orderBody } from '../../../contract/order-body.ts'
import { previewAnswer } from '../../../contract/preview.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { previewOrder } from '../../../orders/preview.ts'
import type { Services } from '../../../ports/services.ts'
import { callerOf } from '../../auth.ts'
import { sendRefusal } from '../../errors.ts'
import { parsedByOrderType } from '../../parsed-by-order-type.ts'
import type { HttpServer } from '../../server.ts'

export function previewOrderRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/order/preview',
    {
      config: { access: { kind: 'client-or-customer', scopes: ['orders:preview'] } },
      validatorCompiler: parsedByOrderType,
      schema: {
        operationId: 'previewOrder',
        summary: 'See what an order would do',
        description:
          'Shows what is due today and what follows, to the cent, and refuses what submitting would refuse. Payment, `checkoutId` and personal details may be left out. Writes nothing. Submit with the `preview_id` within 15 minutes and exactly this happens, or nothing.',
        tags: ['Orders'],
        body: orderBody,
        response: { 200: previewAnswer },
      },
    },
    async (request, reply) => {
      const answer = await previewOrder(services, callerOf(request), request.body)
      return isRefused(answer) ? sendRefusal(reply, answer) : answer
    },
  )
}
