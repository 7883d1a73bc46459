import { html, type SafeHtml } from '../html.ts'

/** Plain text in which `backticks` mark code. */
export function prose(text: string): SafeHtml {
  const parts = text.split('`')
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`
}

/** A block of code that can be scrolled with the keyboard. */
export function codeBlock(label: string, text: string): SafeHtml {
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code>${text}</code></pre>`
}
