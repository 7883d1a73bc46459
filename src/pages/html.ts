/** Markup that is safe to write into a page: made by `html`, or by the one sanitiser. */
export class SafeHtml {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | SafeHtml | undefined | null | false | readonly Value[]

/** A template that escapes whatever is put into it, unless it is markup made the same way. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): SafeHtml {
  return new SafeHtml(
    strings.map((text, at) => text + (at < values.length ? written(values[at]) : '')).join(''),
  )
}

function written(value: Value): string {
  if (value === undefined || value === null || value === false) return ''
  if (value instanceof SafeHtml) return value.text
  if (Array.isArray(value)) return value.map(written).join('')
  return escapeText(String(value))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** Data for the page's script; `<` is written so that no text can end the element. */
export function dataElement(id: string, data: unknown): SafeHtml {
  const json = JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return html`<script type="application/json" id="${id}">${new SafeHtml(json)}</script>`
}
