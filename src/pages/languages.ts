import type { CheckoutTexts } from '../contract/checkout-texts.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import { es } from './texts/es.ts'
import { fr } from './texts/fr.ts'
import { ja } from './texts/ja.ts'

const textsByLanguage: Readonly<Record<string, CheckoutTexts>> = { en, de, fr, es, ja }

export interface Language {
  /** BCP 47, for `Intl` and the page's `lang`, such as `en-GB`. */
  readonly locale: string
  readonly texts: CheckoutTexts
}

export interface Wishes {
  /** The link's own locale wins. */
  readonly locale?: string | null | undefined
  /** The browser's `Accept-Language`. */
  readonly acceptLanguage?: string | undefined
  /** Completes a language without a region, so that a British page writes British dates. */
  readonly country?: string | null | undefined
}

const maxTags = 20

/** The language of a page: the link's, else the first of the browser's that we speak, else English. */
export function pickLanguage(wishes: Wishes): Language {
  const tags = [wishes.locale ?? '', ...acceptedTags(wishes.acceptLanguage ?? '')]
  for (const tag of tags) {
    const language = languageOf(tag, wishes.country)
    if (language !== undefined) return language
  }
  return languageOf('en', wishes.country) ?? { locale: 'en', texts: en }
}

function languageOf(tag: string, country: string | null | undefined): Language | undefined {
  const locale = parseLocale(tag)
  if (locale === undefined) return undefined
  const texts = textsByLanguage[locale.language ?? '']
  if (texts === undefined) return undefined
  if (locale.region !== undefined || !country) return { locale: locale.toString(), texts }
  return { locale: parseLocale(`${locale}-${country}`)?.toString() ?? locale.toString(), texts }
}

function parseLocale(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'))
  } catch {
    return undefined
  }
}

/** The tags of an `Accept-Language` header, the most wanted first. */
function acceptedTags(header: string): readonly string[] {
  return header
    .split(',', maxTags)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}

/** Puts values into a text: `fill('For {name}', { name: 'Engine Ltd' })`. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
