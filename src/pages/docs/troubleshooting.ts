import { html, type SafeHtml } from '../html.ts'
import { codeBlock } from './prose.ts'

export function troubleshootingBody(publicUrl: string): SafeHtml {
  return html`<h2 id="link">The link does not work</h2>
    <p>Look at what the page says. <a href="/docs/errors/link_expired">Expired</a>: a link lives 30 days unless its request sent
    <code>expiresAt</code> or <code>expiresInDays</code>; the answer that made it says <code>expiresAt</code>. Make a new one.
    <a href="/docs/errors/link_unknown">Unknown</a>: the address was cut, often by a mail program; copy it whole.
    Already completed: it was ordered; open it in the browser that bought to see the receipt.</p>
    <p>Whether its basket was ordered:</p>
    ${codeBlock(
      'Find the order of a basket',
      `curl "${publicUrl}/api/objects/limio/orders?checkoutId=basket-…" \\
  -H "Authorization: Bearer $TOKEN"`,
    )}
    <h2 id="account">The order is not linked to the Salesforce account</h2>
    <p>Send the account as <code>order.tracking.accountId</code> when the link is made; from a browser <code>tracking</code> is
    only data. It must be the id of an Account: 15 or 18 characters beginning with <code>001</code>. Anything else is refused
    with <a href="/docs/errors/invalid_salesforce_id"><code>invalid_salesforce_id</code></a> rather than linked to nobody.
    The checkout page must be open to anyone: a page that enforces login is refused when the link is made
    (<a href="/docs/errors/page_requires_login"><code>page_requires_login</code></a>). All orders of one account, whoever placed them, have one owner:</p>
    ${codeBlock(
      'The orders of an account',
      `curl "${publicUrl}/api/objects/limio/orders?accountId=0017x00000Q9O9qAAF" \\
  -H "Authorization: Bearer $TOKEN"`,
    )}
    <h2 id="several">Several offers in one link</h2>
    <p>Put several items into <code>order.orderItems</code>, up to 100. They must share one currency
    (<a href="/docs/errors/mixed_currencies"><code>mixed_currencies</code></a>). Each offer becomes a subscription of its own; an
    add-on names the item it rides on with <code>parentId</code>.</p>
    ${codeBlock('Two offers', '"orderItems": [\n  {"offer": {"id": "…", "version": "…"}, "quantity": 25},\n  {"offer": {"id": "…", "version": "…"}}\n]')}
    <h2 id="offers">Where offer ids and versions come from</h2>
    <p><code>GET /api/offers/v2</code> lists what is published with <code>id</code> and <code>version</code>. A version changes each time
    the offer is published; links keep the version they were made with. A version that was never published, or was withdrawn,
    answers <a href="/docs/errors/offer_not_published"><code>offer_not_published</code></a>.</p>
    ${codeBlock(
      'List offers',
      `curl "${publicUrl}/api/offers/v2?offersSource=published&reducedData=true" \\
  -H "Authorization: Bearer $TOKEN"`,
    )}`
}
