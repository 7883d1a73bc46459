import { taxRatesAnswer } from '../../../contract/tax.ts'
import type { Services } from '../../../ports/services.ts'
import type { HttpServer } from '../../server.ts'
import { toTaxRatesAnswer } from '../../tax-rates-answer.ts'

export function getTaxRatesRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/admin/tax_rates',
    {
      config: { access: { kind: 'client', scopes: ['settings:read'] } },
      schema: {
        operationId: 'getTaxRates',
        summary: 'Read the table of taxes',
        description: 'Every rate, past and to come. Empty until somebody fills it: then no charge has a tax.',
        tags: ['Settings'],
        response: { 200: taxRatesAnswer },
      },
    },
    () => toTaxRatesAnswer(services.tax.rates()),
  )
}
