const maxRemembered = 50
const names = new Map<string, Intl.DisplayNames>()

/** The name of a country, as people of a language write it. */
export function regionName(country: string, locale: string): string {
  let known = names.get(locale)
  if (known === undefined) {
    known = new Intl.DisplayNames(locale, { type: 'region' })
    if (names.size >= maxRemembered) names.clear()
    names.set(locale, known)
  }
  return known.of(country) ?? country
}
