import type { PageData } from '../../src/contract/page-data.ts'

function readPageData(): PageData {
  const element = document.getElementById('page-data')
  return JSON.parse(element?.textContent ?? '{}')
}

/** What the server wrote into the page: its language and texts. */
export const page = readPageData()
export const { texts, giftTexts, locale } = page

/** Puts values into a text: `fill('For {name}', { name: 'Engine Ltd' })`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
