import { openGift } from '../../../checkout/open-gift.ts'
import { giftAnswer, openGiftBody } from '../../../contract/gift-claim.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { setCheckoutCookie } from '../../checkout-cookie.ts'
import { sendRefusal } from '../../errors.ts'
import { languageOf } from '../../message-pages.ts'
import { requireSameOrigin } from '../../same-origin.ts'
import type { HttpServer } from '../../server.ts'

export function openGiftRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/gift/exchange',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'openGift',
        summary: 'Trade a claim link or a gift code for the gift',
        description:
          'The claim page calls this once it runs. It answers the gift and sets a cookie that lives 15 minutes and reaches that gift alone: `POST /api/order/preview` and `POST /api/order` with the `checkoutId` and `redeemCode` of the answer then show and make the claim. Codes that do not exist are counted by network address. Only pages of this server may call it.',
        tags: ['Checkout page'],
        body: openGiftBody,
        response: { 200: giftAnswer },
      },
    },
    async (request, reply) => {
      const foreign = requireSameOrigin(request, services)
      if (foreign !== undefined) return sendRefusal(reply, foreign)
      const { locale } = languageOf(request, {})
      const opened = await openGift(services, request.body, { address: request.ip, locale })
      if (isRefused(opened)) return sendRefusal(reply, opened)
      setCheckoutCookie(reply, services, opened.answer.checkoutId, opened.token)
      return opened.answer
    },
  )
}
