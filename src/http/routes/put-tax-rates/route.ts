import { subdivisionCode, taxRatesAnswer, taxRatesBody, type WireTaxRate } from '../../../contract/tax.ts'
import { fromPercent } from '../../../domain/money.ts'
import type { TaxRate } from '../../../domain/tax.ts'
import type { Services } from '../../../ports/services.ts'
import type { HttpServer } from '../../server.ts'
import { toTaxRatesAnswer } from '../../tax-rates-answer.ts'

export function putTaxRatesRoute(app: HttpServer, services: Services): void {
  app.put(
    '/api/admin/tax_rates',
    {
      config: { access: { kind: 'client', scopes: ['settings:write'] } },
      schema: {
        operationId: 'putTaxRates',
        summary: 'Replace the table of taxes',
        description:
          'Puts this table in the place of the old one; every process sees it within a second. A charge has the tax of the place of its buyer (billing address, else delivery, else country of purchase) on the day it is due. What was invoiced keeps its tax. What is to come shows the new one once the subscription is billed or changed next, and is invoiced with the one of its day.',
        tags: ['Settings'],
        body: taxRatesBody,
        response: { 200: taxRatesAnswer },
      },
    },
    async (request) => {
      await services.tax.replace(request.body.rates.map(toTaxRate))
      return toTaxRatesAnswer(services.tax.rates())
    },
  )
}

function toTaxRate(wire: WireTaxRate): TaxRate {
  return {
    country: wire.country,
    subdivision: subdivisionCode(wire),
    name: wire.name,
    rate: fromPercent(String(wire.rate)),
    inclusive: wire.type === 'inclusive',
    from: wire.from ?? undefined,
    until: wire.until ?? undefined,
  }
}
