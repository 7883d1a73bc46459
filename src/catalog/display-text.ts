import sanitizeHtml from 'sanitize-html'
import { markupAttributes, plainAttributes } from '../contract/catalog-data.ts'

const allowedTags = ['p', 'br', 'b', 'strong', 'em', 'ul', 'li']

/** The attributes of an item with all markup removed that our pages do not show. Done once, before anything is stored. */
export function cleanDisplayTexts(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, cleaned(name, value)]))
}

function cleaned(name: string, value: unknown): unknown {
  if (isOneOf(markupAttributes, name)) return mapTexts(value, cleanMarkup)
  if (isOneOf(plainAttributes, name)) return mapTexts(value, cleanPlainText)
  return value
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name)
}

function mapTexts(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value)
  if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, clean))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapTexts(entry, clean)]))
}

/** Keeps p, br, b, strong, em, ul and li without their attributes; scripts and styles go with all that is in them. */
export function cleanMarkup(text: string): string {
  return looksLikeMarkup(text) ? sanitizeHtml(text, { allowedTags, allowedAttributes: {} }) : text
}

/** One line of text without any tag. */
export function cleanPlainText(text: string): string {
  if (!looksLikeMarkup(text)) return text
  const escaped = sanitizeHtml(text, { allowedTags: [], allowedAttributes: {} })
  return escaped.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => characters[name] ?? '')
}

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function looksLikeMarkup(text: string): boolean {
  return /<[a-z!/?]/i.test(text)
}
