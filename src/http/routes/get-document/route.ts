import { documentAnswer, documentQuery } from '../../../contract/document.ts'
import { objectParams } from '../../../contract/objects.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { objectTypeOf } from '../../../objects/address-type.ts'
import { type ReadDocument, readDocument } from '../../../objects/read-document.ts'
import { pickLanguage } from '../../../pages/languages.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { sendDocument } from '../../send-document.ts'
import type { HttpServer } from '../../server.ts'

export function getDocumentRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/objects/:service/:path_type/:id/document',
    {
      config: { access: { kind: 'client', scopes: ['objects:read'] } },
      schema: {
        operationId: 'getDocument',
        summary: 'An invoice or a credit memo to read',
        description:
          'Answers an invoice or a credit memo as a page or as a PDF: number, dates, merchant, to whom, lines with their service dates and discounts, taxes, what was credited and paid, what is still open. In the language of its customer, as far as the pages speak it.',
        tags: ['Objects'],
        params: objectParams,
        querystring: documentQuery,
        response: { 200: documentAnswer },
      },
    },
    async (request, reply) => {
      const { service, path_type, id } = request.params
      const type = objectTypeOf(service, path_type)
      if (isRefused(type)) return sendRefusal(reply, type)
      const read = await readDocument(services.db.read, { type, id })
      if (isRefused(read)) return sendRefusal(reply, read)
      const language = languageOfCustomer(read)
      return sendDocument(services, reply, { read, language, format: request.query.format })
    },
  )
}

function languageOfCustomer(read: ReadDocument) {
  const { customer, address } = (read.kind === 'invoice' ? read.invoice : read.memo).billTo
  return pickLanguage({ locale: customer.locale, country: address?.country })
}
