import { html, type SafeHtml } from '../html.ts'
import { codeBlock } from './prose.ts'

export function gettingStartedBody(publicUrl: string): SafeHtml {
  return html`<p class="lead">From nothing to a paid order in five calls. <code>npm start</code> prints a demo client's id and secret.</p>
    <h2>1. Get a token</h2>
    ${codeBlock('Get a token', tokenCall(publicUrl))}
    <p>It lives one hour. Details: <a href="/docs/operations/issueToken">Get a bearer token</a>.</p>
    <h2>2. Choose an offer</h2>
    ${codeBlock(
      'List offers',
      `curl "${publicUrl}/api/offers/v2?reducedData=true" \\
  -H "Authorization: Bearer $TOKEN"`,
    )}
    <p>Take <code>id</code> and <code>version</code> of one of them.</p>
    <h2>3. Make a link</h2>
    ${codeBlock('Make a link', linkCall(publicUrl))}
    <h2>4. Send it</h2>
    <p><code>assistedCheckoutLink</code> is relative: the full address is <code>${publicUrl}</code> and that path. Opening it changes
    nothing, so mail scanners may. In a sandbox pay with card 4242 4242 4242 4242, any future date and any code.</p>
    <h2>5. Read what came of it</h2>
    ${codeBlock(
      'Find the order',
      `curl "${publicUrl}/api/objects/limio/orders?checkoutId=basket-…" \\
  -H "Authorization: Bearer $TOKEN"`,
    )}
    <p><code>/api/objects/limio/orders/{id}/related</code> lists its subscription, future charges, invoice and payment.</p>
    <h2>The same as a program</h2>
    <p><code>node examples/checkout-link.mjs</code> does steps 1 to 4 with plain <code>fetch</code>.</p>`
}

function tokenCall(publicUrl: string): string {
  return `TOKEN=$(curl -s "${publicUrl}/oauth2/token" \\
  -d grant_type=client_credentials \\
  -d client_id="$PROFFER_CLIENT_ID" -d client_secret="$PROFFER_CLIENT_SECRET" \\
  | node -p 'JSON.parse(require("fs").readFileSync(0)).access_token')`
}

function linkCall(publicUrl: string): string {
  return `curl -X POST "${publicUrl}/api/admin/checkout/initiate" \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"order": {"orderItems": [{"offer": {"id": "…", "version": "…"}, "quantity": 1}],
       "source": "shop", "order_type": "new", "tracking": {"campaign": "win-back"}}}'`
}
