import type { z } from 'zod'
import type { taxRatesAnswer } from '../contract/tax.ts'
import { toPercent } from '../domain/money.ts'
import type { TaxRate } from '../domain/tax.ts'

/** The table as the wire shows it: nothing left out, null where there is none. */
export function toTaxRatesAnswer(rates: readonly TaxRate[]): z.output<typeof taxRatesAnswer> {
  return {
    rates: rates.map(({ country, subdivision, name, rate, inclusive, from, until }) => ({
      country,
      subdivision: subdivision ?? null,
      name,
      rate: toPercent(rate),
      type: inclusive ? 'inclusive' : 'exclusive',
      from: from ?? null,
      until: until ?? null,
    })),
  }
}
