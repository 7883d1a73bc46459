import type { GiftTexts } from '../contract/gift-texts.ts'
import type { Interval } from '../domain/time.ts'
import { de } from './gift-texts/de.ts'
import { en } from './gift-texts/en.ts'
import { es } from './gift-texts/es.ts'
import { fr } from './gift-texts/fr.ts'
import { ja } from './gift-texts/ja.ts'
import type { Language } from './languages.ts'

const textsByLanguage: Readonly<Record<string, GiftTexts>> = { en, de, fr, es, ja }

/** What pages and mails say about gifts, in the language of the page. */
export function giftTextsOf({ locale }: Pick<Language, 'locale'>): GiftTexts {
  return textsByLanguage[locale.split('-')[0] ?? ''] ?? en
}

const units: Readonly<Record<Interval['unit'], string>> = {
  days: 'day',
  weeks: 'week',
  months: 'month',
  years: 'year',
}

/** A length of time in the language of a locale: `12 months`, `12 Monate`. */
export function formatLength({ count, unit }: Interval, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit: units[unit], unitDisplay: 'long' }).format(
    count,
  )
}
