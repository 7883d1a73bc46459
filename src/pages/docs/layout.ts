import { html, type SafeHtml } from '../html.ts'
import { addressOf, type Group, guides } from './navigation.ts'

/** What every page of the documentation is drawn with. */
export interface Frame {
  readonly groups: readonly Group[]
  readonly sandbox: boolean
}

export interface DocsPage {
  readonly title: string
  /** The page's own address, marked in the navigation. */
  readonly address: string
  readonly body: SafeHtml
}

/** A whole page: plain HTML and one stylesheet, no script. */
export function docsPage(frame: Frame, page: DocsPage): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${page.title} · Proffer</title>
<link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
${frame.sandbox && html`<p class="sandbox">Sandbox: no real money moves here.</p>`}
<div class="top">
<a class="brand" href="/docs">Proffer <span>documentation</span></a>
<a class="to-contents" href="#contents">Contents</a>
</div>
</header>
<div class="columns">
<main id="main">
<h1>${page.title}</h1>
${page.body}
</main>
<nav id="contents" aria-label="Contents">
${section(
  'Guides',
  guides.map((guide) => link(guide.address, page.address, html`${guide.title}`)),
)}
${frame.groups.map((group) => navigationOf(group, page.address))}
</nav>
</div>
</body>
</html>`.text
}

function navigationOf(group: Group, current: string): SafeHtml {
  return section(
    group.name,
    group.operations.map(({ method, operation }) =>
      link(addressOf(operation), current, html`${methodMark(method)} ${operation.summary}`),
    ),
  )
}

function section(title: string, links: readonly SafeHtml[]): SafeHtml {
  return html`<h2>${title}</h2><ul>${links}</ul>`
}

function link(address: string, current: string, text: SafeHtml): SafeHtml {
  const here = address === current && html` aria-current="page"`
  return html`<li><a href="${address}"${here}>${text}</a></li>`
}

export function methodMark(method: string): SafeHtml {
  return html`<span class="method method-${method.toLowerCase()}">${method}</span>`
}
