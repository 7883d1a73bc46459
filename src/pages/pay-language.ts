import type { PayTexts } from '../contract/pay-texts.ts'
import type { Language } from './languages.ts'
import { de } from './pay-texts/de.ts'
import { en } from './pay-texts/en.ts'
import { es } from './pay-texts/es.ts'
import { fr } from './pay-texts/fr.ts'
import { ja } from './pay-texts/ja.ts'

const textsByLanguage: Readonly<Record<string, PayTexts>> = { en, de, fr, es, ja }

/** What pages and mails say about paying an open invoice, in the language of the page. */
export function payTextsOf({ locale }: Pick<Language, 'locale'>): PayTexts {
  return textsByLanguage[locale.split('-')[0] ?? ''] ?? en
}
