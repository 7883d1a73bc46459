import type { PageAssets } from './assets.ts'
import { html, type SafeHtml } from './html.ts'
import type { Language } from './languages.ts'

export interface Frame {
  readonly title: string
  readonly language: Language
  readonly accentColor: string
  readonly sandbox: boolean
  readonly assets: PageAssets
  /** Whether the page's script is loaded; pages that only say something need none. */
  readonly withScript: boolean
}

/** The document around every page that a customer sees. */
export function framed(frame: Frame, body: SafeHtml): string {
  const { language, assets } = frame
  return html`<!doctype html>
<html lang="${language.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${frame.title}</title>
<link rel="icon" href="data:,">
${assets.styles.map((style) => html`<link rel="stylesheet" href="${style}">\n`)}<link rel="stylesheet" href="${themeAddress(frame.accentColor)}">
${
  frame.withScript &&
  html`<script type="module" src="${assets.script}"></script>
${assets.imports.map((file) => html`<link rel="modulepreload" href="${file}">\n`)}`
}
</head>
<body>
${frame.sandbox && html`<header class="sandbox-note">${language.texts.sandboxNote}</header>`}
${body}
</body>
</html>
`.text
}

export function themeAddress(accentColor: string): string {
  return `/assets/theme.css?accent=${encodeURIComponent(accentColor.replace('#', ''))}`
}
