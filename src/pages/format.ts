/** An amount (a decimal string) as a person reads it, with as many decimals as it has. */
export function formatAmount(
  amount: string,
  { currency, locale }: { readonly currency: string; readonly locale: string },
): string {
  const decimals = amount.split('.')[1]?.length ?? 0
  const written = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(Number(amount))
  // A bare sign could be several currencies, so the code stands beside it.
  return /(^|[\d\s])(\$|kr\.?)($|[\d\s])/i.test(written) ? `${written} ${currency}` : written
}

/** A local day (`2026-11-22`); it has no time zone, so none may move it. */
export function formatDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}
