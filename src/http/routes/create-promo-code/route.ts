import { promoCodeAnswer, promoCodeBody } from '../../../contract/promo-code.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { makePromoCode } from '../../../promo-codes/make-promo-code.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function createPromoCodeRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/objects/limio/promo_codes_v2',
    {
      config: { access: { kind: 'client', scopes: ['objects:write'] } },
      schema: {
        operationId: 'createPromoCode',
        summary: 'Make a promo code',
        description:
          'Letters and digits, kept in upper case: `promo` and `PROMO` are one. Its uses are counted when orders are submitted, and given back when they fail or are cancelled; never more orders use it than `availableQuantity` says.',
        tags: ['Objects'],
        body: promoCodeBody,
        response: { 200: promoCodeAnswer },
      },
    },
    async (request, reply) => {
      const made = await makePromoCode(services, request.body)
      return isRefused(made) ? sendRefusal(reply, made) : made
    },
  )
}
