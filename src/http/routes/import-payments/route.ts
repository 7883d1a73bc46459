import { paymentImportAnswer, paymentImportBody } from '../../../contract/payment-import.ts'
import { importPayments } from '../../../payments/import-payments.ts'
import type { Services } from '../../../ports/services.ts'
import { callerOf } from '../../auth.ts'
import type { HttpServer } from '../../server.ts'

export function importPaymentsRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/payments/import',
    {
      config: { access: { kind: 'client', scopes: ['orders:write'] } },
      schema: {
        operationId: 'importPayments',
        summary: 'Record payments that another system took',
        description:
          'Each line pays one invoice, or a part of it, by a `pay_invoice` order of its own. The same `source` and `reference` is recorded once, however often it is sent; with another amount or invoice it is refused. A line that is refused leaves the others alone: look at `results`.',
        tags: ['Orders'],
        body: paymentImportBody,
        response: { 200: paymentImportAnswer },
      },
    },
    async (request) => {
      const caller = callerOf(request)
      if (caller.kind !== 'client') throw new Error('this route is for API clients only')
      const results = await importPayments(services, caller, request.body)
      const recorded = results.filter(({ status }) => status === 'recorded').length
      return { recorded, refused: results.length - recorded, results: [...results] }
    },
  )
}
