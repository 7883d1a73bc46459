import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { documentQuery } from '../../../contract/document.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { readDocument } from '../../../objects/read-document.ts'
import { findByPayToken } from '../../../orders/pay-by-link.ts'
import type { Services } from '../../../ports/services.ts'
import { languageOf } from '../../message-pages.ts'
import { sendEndedPayLink } from '../../pay-link-pages.ts'
import { sendDocument } from '../../send-document.ts'
import type { HttpServer } from '../../server.ts'

const params = z.object({ token: z.string().max(500) })

/** `GET /pay/{token}/invoice`: the invoice itself, for whoever may pay it. */
export function getPayDocumentRoute(app: HttpServer, services: Services): void {
  app.get(
    '/pay/:token/invoice',
    {
      config: { access: { kind: 'public' } },
      schema: { hide: true, params, querystring: documentQuery },
    },
    async (request, reply) => {
      const linked = await findByPayToken(services, request.params.token)
      if (isRefused(linked)) return sendEndedPayLink(services, request, { reply, code: linked.code })
      const read = await readDocument(services.db.read, { type: 'invoices', id: linked.invoice.id })
      if (isRefused(read)) return sendEndedPayLink(services, request, { reply, code: 'link_unknown' })
      return sendDocument(services, reply, {
        read,
        language: languageOfInvoice(request, linked),
        format: request.query.format,
        pdfAddress: `/pay/${request.params.token}/invoice?format=pdf`,
      })
    },
  )
}

function languageOfInvoice(
  request: FastifyRequest,
  { customer, subscriptions }: Exclude<Awaited<ReturnType<typeof findByPayToken>>, { refused: true }>,
) {
  return languageOf(request, { locale: customer.locale, country: subscriptions[0]?.country })
}
