import { settleByHand } from '../../../billing/settle-by-hand.ts'
import { settledRefund, settleRefundBody, settleRefundParams } from '../../../contract/settle-refund.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function settleRefundRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/refunds/:id/settle',
    {
      config: { access: { kind: 'client', scopes: ['order:update_refund'] } },
      schema: {
        operationId: 'settleRefund',
        summary: 'Say what came of a refund that is paid by hand',
        description:
          'Refunds out of payments that the card gateway took are carried out by it. Money that was paid by transfer or through another system goes back there: such a refund stays `pending` until this call says what came of it. The same call again changes nothing; another outcome is a conflict.',
        tags: ['Gateways'],
        params: settleRefundParams,
        body: settleRefundBody,
        response: { 200: settledRefund },
      },
    },
    async (request, reply) => {
      const { status, reference } = request.body
      const settled = await settleByHand(services, request.params.id, { status, reference })
      if (isRefused(settled)) return sendRefusal(reply, settled)
      return { id: settled.id, status, gatewayReference: settled.gatewayReference ?? null }
    },
  )
}
