import type { Intention } from './stripe-js.ts'

export const nothingDue: Intention = { mode: 'setup', amount: undefined }

/** `"19.99"` with two decimals is 1999. Nothing due today: the card is only checked and saved. */
export function intentionOf(amount: string, decimals: number): Intention {
  const [whole = '', fraction = ''] = amount.split('.')
  const units = Number(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
  return units > 0 ? { mode: 'payment', amount: units } : nothingDue
}

/** Stripe knows few regions; anywhere else it is told the language alone. */
export function stripeLocale(tag: string): string {
  const { language, region } = new Intl.Locale(tag)
  const known = ['en-GB', 'fr-CA', 'pt-BR', 'zh-HK', 'zh-TW']
  const full = `${language}-${region ?? ''}`
  return known.includes(full) ? full : language
}
