/** Making a formatter costs a hundred times what using it does; locales come from callers, so the bound keeps memory flat. */
const maxRemembered = 200
const numbers = new Map<string, Intl.NumberFormat>()
const days = new Map<string, Intl.DateTimeFormat>()

/** `new Intl.NumberFormat(locale, options)`, made once. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  return remembered(numbers, key, () => new Intl.NumberFormat(locale, options))
}

/** Writes days, given as UTC midnights, in full: `22 November 2026`. */
export function longDayFormat(locale: string): Intl.DateTimeFormat {
  return remembered(
    days,
    locale,
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
  )
}

function remembered<Formatter>(known: Map<string, Formatter>, key: string, make: () => Formatter): Formatter {
  const found = known.get(key)
  if (found !== undefined) return found
  const made = make()
  if (known.size >= maxRemembered) known.clear()
  known.set(key, made)
  return made
}
