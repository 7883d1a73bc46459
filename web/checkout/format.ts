import { locale } from './page.ts'

/** An amount as a person reads it. A bare "$" or "kr" could be several currencies, so its code stands beside it. */
export function formatAmount(amount: string | number, currency: string): string {
  const decimals = String(amount).split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const parts = format.formatToParts(Number(amount))
  const symbol = parts.find((part) => part.type === 'currency')?.value ?? currency
  const written = parts.map((part) => part.value).join('')
  return ['$', 'kr', 'Kr', 'kr.'].includes(symbol) ? `${written} ${currency}` : written
}

/** A tax as a person reads it: `VAT 20%`. */
export function formatTax({ name, rate }: { readonly name: string; readonly rate: string }): string {
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 })
  return `${name} ${percent.format(Number(rate) / 100)}`
}

/** A calendar day (`2026-11-22`); it has no time zone, so none may move it. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

const countryNames = new Intl.DisplayNames(locale, { type: 'region' })

export function countryName(code: string): string {
  try {
    return countryNames.of(code) ?? code
  } catch {
    return code
  }
}
