import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { cardElementOf } from '../../../checkout/card-element.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { findByPayToken } from '../../../orders/pay-by-link.ts'
import { checkoutHeaders, pageHeaders } from '../../../pages/headers.ts'
import { paidPage, payPage } from '../../../pages/pay-page.ts'
import type { LinkedInvoice } from '../../../ports/pay-link-store.ts'
import type { Services } from '../../../ports/services.ts'
import { answerBrokenPage, languageOf, surroundingsOf } from '../../message-pages.ts'
import { sendEndedPayLink } from '../../pay-link-pages.ts'
import type { HttpServer } from '../../server.ts'

const params = z.object({ token: z.string().max(500) })

/** `GET /pay/{token}`: reads only, so that scanners and previews of mails may open it as they like. */
export function getPayPageRoute(app: HttpServer, services: Services): void {
  app.get(
    '/pay/:token',
    {
      config: { access: { kind: 'public' } },
      schema: { hide: true, params },
      errorHandler: answerBrokenPage(services),
    },
    async (request, reply) => {
      const { token } = request.params
      const linked = await findByPayToken(services, token)
      if (isRefused(linked)) return sendEndedPayLink(services, request, { reply, code: linked.code })
      return sendPage(services, request, { reply, linked, address: `/pay/${token}` })
    },
  )
}

interface Sending {
  readonly reply: FastifyReply
  readonly linked: LinkedInvoice
  readonly address: string
}

async function sendPage(services: Services, request: FastifyRequest, { reply, linked, address }: Sending) {
  const { invoice, customer, subscriptions } = linked
  const language = languageOf(request, { locale: customer.locale, country: subscriptions[0]?.country })
  const around = surroundingsOf(services, language)
  const { logoUrl } = around.settings
  if (invoice.balance === 0) {
    const money = await services.db.read.documents.moneyOf(invoice)
    return reply.headers(pageHeaders(logoUrl)).send(await paidPage({ linked, money, address }, around))
  }
  const gateway = cardElementOf(services, invoice.currency)
  return reply
    .headers(checkoutHeaders(logoUrl, services.gateway.element))
    .send(await payPage({ linked, gateway, address }, around))
}
