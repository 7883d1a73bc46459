import { randomUUID } from 'node:crypto'
import { type Answer, Connection, type Request } from './connection.ts'

/** A server under measurement, and what is needed to buy there. */
export interface Shop {
  readonly address: string
  readonly authorization: string
  readonly offer: { readonly id: string; readonly version: string }
}

export interface Link {
  readonly basketId: string
  readonly path: string
  readonly token: string
}

export type PaymentBody = Readonly<Record<string, unknown>>

export const byInvoice: PaymentBody = { type: 'invoice' }
export const byCard: PaymentBody = { type: 'sandbox', sandbox: { token: 'tok_ok' } }

const json = { 'content-type': 'application/json' }
const fromPage = { ...json, 'sec-fetch-site': 'same-origin' }
const ada = { firstName: 'Ada', lastName: 'Byron', email: 'ada@example.com' }
const square = { address1: '12 Square', city: 'London', postalCode: 'W1 2AB', country: 'GB' }

export async function openShop(
  address: string,
  client: { id: string; secret: string },
  offerPath: string,
): Promise<Shop> {
  const connection = await Connection.open(address)
  try {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.id,
      client_secret: client.secret,
    })
    const token = await ask(connection, {
      method: 'POST',
      path: '/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
    const authorization = `Bearer ${read<{ access_token: string }>(token).access_token}`
    const headers = { authorization }
    const offers = await ask(connection, {
      method: 'GET',
      path: '/api/offers/v2?offersSource=published&opt.pageSize=50',
      headers,
    })
    const found = read<{ items: { id: string; version: string; path: string }[] }>(offers).items.find(
      (item) => item.path === offerPath,
    )
    if (found === undefined) throw new Error(`the sample catalogue has no ${offerPath}`)
    return { address, authorization, offer: { id: found.id, version: found.version } }
  } finally {
    connection.close()
  }
}

export async function createLink(connection: Connection, shop: Shop): Promise<Link> {
  const answer = await ask(connection, {
    method: 'POST',
    path: '/api/admin/checkout/initiate',
    headers: { ...json, authorization: shop.authorization },
    body: JSON.stringify({
      order: {
        orderItems: [{ offer: shop.offer }],
        source: 'shop',
        initiated_source: 'salesforce',
        order_type: 'new',
        country: 'GB',
        customerDetails: { email: ada.email },
        tracking: { offers: ['/offers2/Digital Monthly'], campaign: 'bench' },
      },
    }),
  })
  const made = read<{ id: string; assistedCheckoutLink: string }>(answer)
  const path = new URL(made.assistedCheckoutLink, shop.address).pathname
  return { basketId: made.id, path, token: path.slice(path.lastIndexOf('/') + 1) }
}

export async function openPage(connection: Connection, link: Link): Promise<void> {
  await ask(connection, { method: 'GET', path: link.path })
}

/** Answers the cookie to send from then on. */
export async function exchange(connection: Connection, link: Link): Promise<string> {
  const answer = await ask(connection, {
    method: 'POST',
    path: '/api/checkout/exchange',
    headers: fromPage,
    body: JSON.stringify({ token: link.token }),
  })
  const cookie = /^set-cookie: ([^;\r]+)/im.exec(answer.head)?.[1]
  if (cookie === undefined) throw new Error('the exchange set no cookie')
  return cookie
}

export interface Opened {
  readonly link: Link
  readonly cookie: string
}

/** A customer's order of what is behind the link; answers its id. */
export async function orderLink(
  connection: Connection,
  { link, cookie }: Opened,
  payment: PaymentBody,
): Promise<string> {
  const answer = await ask(connection, {
    method: 'POST',
    path: '/api/order',
    headers: { ...fromPage, cookie },
    body: JSON.stringify({
      order_type: 'new',
      checkoutId: link.basketId,
      country: 'GB',
      customerDetails: ada,
      billingDetails: square,
      payment,
    }),
  })
  return mustBeComplete(answer)
}

function orderBody({ offer }: Shop): object {
  return {
    order_type: 'new',
    country: 'GB',
    orderItems: [{ offer }],
    customerDetails: ada,
    billingDetails: square,
    payment: byInvoice,
  }
}

/** A client's order, run while it waits; `more` is added to its body. Answers its id. */
export async function adminOrder(connection: Connection, shop: Shop, more: object = {}): Promise<string> {
  const body = {
    ...orderBody(shop),
    external_id: `bench ${randomUUID()}`,
    source: 'shop',
    initiated_source: 'salesforce',
    tracking: { offers: ['/offers2/Digital Monthly'], campaign: 'bench' },
    process_immediately: true,
    ...more,
  }
  const answer = await ask(connection, {
    method: 'POST',
    path: '/api/admin/order',
    headers: { ...json, authorization: shop.authorization },
    body: JSON.stringify(body),
  })
  return mustBeComplete(answer)
}

export async function preview(connection: Connection, shop: Shop): Promise<void> {
  await ask(connection, {
    method: 'POST',
    path: '/api/order/preview',
    headers: { ...json, authorization: shop.authorization },
    body: JSON.stringify(orderBody(shop)),
  })
}

/** Begins to move the business clock of the sandbox by an ISO 8601 duration: what takes long goes on after the answer. */
export async function moveClock(connection: Connection, shop: Shop, by: string): Promise<void> {
  const path = '/api/admin/clock'
  const headers = { ...json, authorization: shop.authorization }
  const answer = await connection.ask({
    method: 'POST',
    path,
    headers,
    body: JSON.stringify({ advanceBy: by }),
  })
  if (answer.status !== 200 && answer.status !== 202)
    throw new Error(`${path} answered ${answer.status}: ${answer.body.toString()}`)
}

/** Answers the body as it came. */
export async function readObjects(connection: Connection, shop: Shop, path: string): Promise<Buffer> {
  const headers = { authorization: shop.authorization }
  return (await ask(connection, { method: 'GET', path: `/api/objects/limio/${path}`, headers })).body
}

/** A run that was refused is no run: it ends the benchmark. */
async function ask(connection: Connection, request: Request): Promise<Answer> {
  const answer = await connection.ask(request)
  if (answer.status === 200) return answer
  throw new Error(`${request.method} ${request.path} answered ${answer.status}: ${answer.body.toString()}`)
}

function mustBeComplete(answer: Answer): string {
  const { id, status } = read<{ id: string; status: string }>(answer)
  if (status === 'complete') return id
  throw new Error(`an order came out as ${status}: ${answer.body.toString()}`)
}

function read<T>(answer: Answer): T {
  return JSON.parse(answer.body.toString()) as T
}
