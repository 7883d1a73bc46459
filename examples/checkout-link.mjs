// Makes a checkout link: token, offers, link, full address. Plain fetch, no dependency, Node 20 or newer.
//
//   PROFFER_CLIENT_ID=… PROFFER_CLIENT_SECRET=… node examples/checkout-link.mjs [path of an offer]
//
// PROFFER_URL says where the server is (default http://127.0.0.1:3000).

const server = process.env.PROFFER_URL ?? 'http://127.0.0.1:3000'
const clientId = process.env.PROFFER_CLIENT_ID
const clientSecret = process.env.PROFFER_CLIENT_SECRET
const wantedPath = process.argv[2]

/** Calls the server and answers its JSON; a refusal becomes an error that says what to do. */
async function call(path, options) {
  const response = await fetch(new URL(path, server), options).catch(() => {
    throw new Error(`No server answers at ${server}. Start one with "npm start", or set PROFFER_URL.`)
  })
  const body = await response.json().catch(() => ({}))
  if (response.ok) return body
  const reason = body.detail ?? body.error_description ?? response.statusText
  const explained = body.type === undefined ? '' : `\nExplained at ${new URL(body.type, server)}`
  throw new Error(`${response.status} from ${path}: ${reason}${explained}`)
}

async function getToken() {
  if (!clientId || !clientSecret)
    throw new Error(
      'Set PROFFER_CLIENT_ID and PROFFER_CLIENT_SECRET; "npm start" prints those of the demo client.',
    )
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }
  const answer = await call('/oauth2/token', { method: 'POST', body: new URLSearchParams(form) })
  return answer.access_token
}

async function findOffer(authorization) {
  const { items } = await call('/api/offers/v2?offersSource=published', { headers: { authorization } })
  const offer = wantedPath === undefined ? items[0] : items.find(({ path }) => path === wantedPath)
  if (offer === undefined)
    throw new Error(
      wantedPath === undefined
        ? 'No offer is published yet. Publish one, or start a sandbox, which has some.'
        : `No offer is published at ${wantedPath}. There are: ${items.map(({ path }) => path).join(', ')}`,
    )
  return offer
}

async function makeLink(authorization, offer) {
  const order = {
    orderItems: [{ offer: { id: offer.id, version: offer.version } }],
    source: 'shop',
    order_type: 'new',
    tracking: { offers: [offer.path], campaign: 'checkout-link-example' },
  }
  const { assistedCheckoutLink } = await call('/api/admin/checkout/initiate', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ order }),
  })
  return new URL(assistedCheckoutLink, server).href
}

try {
  const authorization = `Bearer ${await getToken()}`
  const offer = await findOffer(authorization)
  console.log(await makeLink(authorization, offer))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
