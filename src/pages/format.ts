import { longDayFormat, numberFormat } from '../domain/formatters.ts'

/** An amount (a decimal string) as a person reads it, with as many decimals as it has. */
export function formatAmount(
  amount: string,
  { currency, locale }: { readonly currency: string; readonly locale: string },
): string {
  const decimals = amount.split('.')[1]?.length ?? 0
  const written = numberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Number(amount))
  // A bare sign could be several currencies, so the code stands beside it.
  return /(^|[\d\s])(\$|kr\.?)($|[\d\s])/i.test(written) ? `${written} ${currency}` : written
}

/** A tax as a person reads it: `VAT 20%`. */
export function formatTax({ name, rate }: { name: string; rate: string }, locale: string): string {
  return `${name} ${formatPercent(rate, locale)}`
}

/** A percentage, given as a decimal string: `20%`, `8.875%`. */
export function formatPercent(percentage: string, locale: string): string {
  const percent = numberFormat(locale, { style: 'percent', maximumFractionDigits: 4 })
  return percent.format(Number(percentage) / 100)
}

/** A local day (`2026-11-22`); it has no time zone, so none may move it. */
export function formatDay(day: string, locale: string): string {
  return longDayFormat(locale).format(new Date(`${day}T00:00:00Z`))
}
