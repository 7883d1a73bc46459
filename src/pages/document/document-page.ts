import type { PrintedDocument, Row } from '../../ports/document-printer.ts'
import { assetsOf } from '../assets.ts'
import { framed } from '../frame.ts'
import { html, type SafeHtml } from '../html.ts'
import type { Surroundings } from './surroundings.ts'
import { documentTexts } from './texts.ts'

/** A document as a page; `pdf` is the address of the same as a file, where a link to it can work. */
export async function documentPage(
  document: PrintedDocument,
  { language, settings, sandbox }: Surroundings,
  pdf: string | undefined,
): Promise<string> {
  const texts = documentTexts(language.locale)
  const body = html`<main class="document">
<header class="head">
<div class="seller">
${settings.logoUrl && html`<img src="${settings.logoUrl}" alt="" height="40">`}
<p class="merchant">${document.merchant.name}</p>
${document.merchant.details.map((line) => html`<p class="note">${line}</p>`)}
</div>
<h1>${document.title}</h1>
</header>
<div class="parties">
<section><h2>${document.billTo.heading}</h2>${document.billTo.lines.map((line) => html`<p>${line}</p>`)}</section>
<dl class="facts">${document.facts.map(factRow)}</dl>
</div>
${linesTable(document)}
<dl class="totals">${document.totals.map((total) => html`<div${total.strong && html` class="strong"`}><dt>${total.name}</dt><dd>${total.value}</dd></div>`)}</dl>
${document.footer.map((line) => html`<p class="note">${line}</p>`)}
${pdf && html`<p class="actions"><a class="secondary" href="${pdf}" download>${texts.downloadPdf}</a></p>`}
</main>`
  return framed(
    {
      title: `${document.title} · ${settings.merchantName}`,
      language,
      accentColor: settings.accentColor,
      sandbox,
      assets: await assetsOf('document/document.ts'),
      withScript: false,
    },
    body,
  )
}

function factRow({ name, value }: Row): SafeHtml {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function linesTable({ columns, lines }: PrintedDocument): SafeHtml {
  const taxed = columns.tax !== undefined
  return html`<table${!taxed && html` class="untaxed"`}>
<thead><tr><th scope="col">${columns.description}</th><th scope="col" class="number">${columns.quantity}</th>
<th scope="col" class="number">${columns.unitPrice}</th>${taxed && html`<th scope="col" class="number">${columns.tax}</th>`}
<th scope="col" class="number">${columns.amount}</th></tr></thead>
<tbody>${lines.map(
    (
      line,
    ) => html`<tr><td>${line.description}${line.notes.map((note) => html`<span class="note">${note}</span>`)}</td>
<td class="number quantity">${line.quantity}</td><td class="number">${line.unitPrice}</td>
${taxed && html`<td class="number">${line.tax}</td>`}<td class="number">${line.amount}</td></tr>`,
  )}</tbody>
</table>`
}
