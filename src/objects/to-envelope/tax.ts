import type { AppliedTax, ChargeLine } from '../../domain/charge.ts'
import { toDecimal, toPercent } from '../../domain/money.ts'
import { taxTotals } from '../../domain/tax.ts'

/** The member `taxRate` of a line; nothing where no tax holds. */
export function taxRateOf({ taxRate }: Pick<ChargeLine, 'taxRate'>) {
  return taxRate === undefined ? {} : { taxRate: toWire(taxRate) }
}

/** The taxes of a document's lines, each once, with what it comes to. */
export function taxesOf(lines: readonly ChargeLine[], currency: string) {
  return taxTotals(lines).map((total) => ({
    ...toWire(total),
    amountWithoutTax: toDecimal(total.amount, currency),
    taxAmount: toDecimal(total.tax, currency),
  }))
}

function toWire({ name, rate, inclusive }: AppliedTax) {
  return { name, rate: toPercent(rate), inclusive }
}
