import { html, type SafeHtml } from '../html.ts'
import { methodMark } from './layout.ts'
import { addressOf, type Group } from './navigation.ts'

export function overviewBody(groups: readonly Group[]): SafeHtml {
  return html`<p class="lead">Proffer makes checkout links and takes orders for subscriptions. A sales system sends it a basket and gets a
    link; the buyer opens the link and pays; the order, the subscription and its future charges can be read here.</p>
    <p>New here? <a href="/docs/getting-started">Get from nothing to a paid order</a>. Something does not work?
    <a href="/docs/troubleshooting">Troubleshooting</a>. For machines: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
    <h2>What holds everywhere</h2>
    <ul>
    <li>Amounts are decimal strings with the currency's own decimals beside an ISO 4217 <code>currency</code>: <code>"19.99"</code>, JPY <code>"1999"</code>.</li>
    <li>Instants are UTC with <code>Z</code>; plain dates are days in the account's time zone.</li>
    <li>Lists take <code>limit</code> (1 to 100, default 50) and answer <code>queryMore</code>; newest first. An unknown query parameter is refused.</li>
    <li>Send <code>Idempotency-Key</code> with whatever changes something: the same key and body answer the same again.</li>
    <li>Ids are opaque and carry their noun. Errors are <a href="/docs/errors">problem documents</a>.</li>
    </ul>
    ${groups.map(
      (group) => html`<h2>${group.name}</h2><p>${group.description}</p>
      <ul class="operations">${group.operations.map(
        ({ method, path, operation }) =>
          html`<li>${methodMark(method)} <a href="${addressOf(operation)}">${operation.summary}</a> <code>${path}</code></li>`,
      )}</ul>`,
    )}`
}
