import { documentAnswer, receiptDocumentQuery } from '../../../contract/document.ts'
import { isRefused, refuse } from '../../../domain/refusal.ts'
import { readDocument } from '../../../objects/read-document.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { languageOf } from '../../message-pages.ts'
import { sendDocument } from '../../send-document.ts'
import type { HttpServer } from '../../server.ts'

export function getReceiptDocumentRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/checkout/document',
    {
      config: { access: { kind: 'buyer' } },
      schema: {
        operationId: 'getReceiptDocument',
        summary: 'The invoice of the order made from a basket, for its buyer',
        description:
          'The invoice of that order as a page or as a PDF, and no other document. For the page that holds the token of the link, and for 30 days for the browser that bought.',
        tags: ['Checkout page'],
        querystring: receiptDocumentQuery,
        response: { 200: documentAnswer },
      },
    },
    async (request, reply) => {
      const basketId = request.receiptBasketId ?? ''
      const { documents, checkout } = services.db.read
      const [id, linked] = await Promise.all([
        documents.invoiceOfBasket(basketId),
        checkout.findBasket(basketId),
      ])
      if (id === undefined)
        return sendRefusal(reply, refuse('not_found', 'The order of this basket made no invoice yet.'))
      const read = await readDocument(services.db.read, { type: 'invoices', id })
      if (isRefused(read)) return sendRefusal(reply, read)
      const { locale, country } = linked?.basket ?? {}
      return sendDocument(services, reply, {
        read,
        language: languageOf(request, { locale, country }),
        format: request.query.format,
        pdfAddress: `/api/checkout/document?checkoutId=${encodeURIComponent(basketId)}&format=pdf`,
      })
    },
  )
}
