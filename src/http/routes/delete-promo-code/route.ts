import { z } from 'zod'
import { promoCodeParams } from '../../../contract/promo-code.ts'
import type { Services } from '../../../ports/services.ts'
import { deletePromoCode } from '../../../promo-codes/make-promo-code.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function deletePromoCodeRoute(app: HttpServer, services: Services): void {
  app.delete(
    '/api/objects/limio/promo_codes_v2/:id',
    {
      config: { access: { kind: 'client', scopes: ['objects:write'] } },
      schema: {
        operationId: 'deletePromoCode',
        summary: 'Delete a promo code',
        description:
          'Nobody can use it from now on. Orders that used it, or are being paid with it, keep their discount.',
        tags: ['Objects'],
        params: promoCodeParams,
        response: { 204: z.undefined().meta({ description: 'Deleted.' }) },
      },
    },
    async (request, reply) => {
      const refusal = await deletePromoCode(services, request.params.id)
      if (refusal !== undefined) return sendRefusal(reply, refusal)
      return reply.status(204).send()
    },
  )
}
