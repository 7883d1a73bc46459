import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text as readText } from 'node:stream/consumers'
import { answer, publishableKey, secretKey } from './api.ts'
import { type Books, emptyBooks, newId } from './books.ts'
import { finishChallenge } from './confirm.ts'
import { Faults } from './faults.ts'
import { Idempotency } from './idempotency.ts'
import { Notices } from './notices.ts'
import { bankPage, elementPage, elementScript, stripeJs } from './pages.ts'
import type { World } from './world.ts'

/** The only version this server speaks, and the one that the adapter pins. */
export const apiVersion = '2026-10-28.endive'

export interface StripeServer {
  /** Of the API; `STRIPE_API_URL`. */
  readonly url: string
  /** Of the script; `STRIPE_JS_URL`. */
  readonly scriptUrl: string
  readonly secretKey: string
  readonly publishableKey: string
  readonly webhookSecret: string
  readonly world: World
  readonly books: Books
  readonly faults: Faults
  readonly notices: Notices
  /** What the cardholder does on the bank's page at `url`; answers where the browser goes then. */
  readonly passChallenge: (url: string, passed: boolean) => string | undefined
  readonly close: () => Promise<void>
}

/** Stripe as far as we use it: in memory, on a port of the loopback (0: any free one). */
export async function startStripeServer(port = 0): Promise<StripeServer> {
  const notices = new Notices(apiVersion)
  let origin = ''
  const world: World = {
    books: emptyBooks(),
    origin: () => origin,
    happened: (type, object) => notices.add(type, object),
  }
  const faults = new Faults()
  const parts = { faults, idempotency: new Idempotency() }
  const server = createServer((request, response) => {
    respond(world, parts, request, response).catch((error: unknown) => {
      response.writeHead(500).end(JSON.stringify({ error: { type: 'api_error', message: String(error) } }))
    })
  })
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const address = server.address()
  if (typeof address === 'string' || address === null) throw new Error('no port')
  origin = `http://127.0.0.1:${address.port}`
  return {
    url: origin,
    scriptUrl: `${origin}/endive/stripe.js`,
    secretKey,
    publishableKey,
    webhookSecret: 'whsec_of_the_local_server',
    world,
    books: world.books,
    faults,
    notices,
    passChallenge: (url, passed) => finishChallenge(world, challengeOf(url), passed),
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

type Parts = Parameters<typeof answer>[1]

async function respond(world: World, parts: Parts, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', world.origin())
  if (url.pathname.startsWith('/v1/')) return respondApi(world, parts, request, response, url)
  if (url.pathname.startsWith('/3ds/')) return respondBank(world, request, response, url)
  const page = pages[url.pathname]
  if (page === undefined) return response.writeHead(404).end()
  response.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-store' }).end(page.text())
}

const pages: Readonly<Record<string, { readonly type: string; readonly text: () => string }>> = {
  '/endive/stripe.js': { type: 'text/javascript', text: stripeJs },
  '/element': { type: 'text/html; charset=utf-8', text: elementPage },
  '/element.js': { type: 'text/javascript', text: elementScript },
}

async function respondApi(
  world: World,
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const body = await readText(request)
  const reply = await answer(world, parts, {
    method: request.method ?? 'GET',
    path: url.pathname,
    params: request.method === 'GET' ? url.search.slice(1) : body,
    key: headerOf(request, 'idempotency-key'),
    authorization: headerOf(request, 'authorization'),
  })
  if (reply === undefined) {
    request.socket.destroy()
    return
  }
  const replayed = reply.replayed ? { 'idempotent-replayed': 'true' } : {}
  const headers = { 'content-type': 'application/json', 'request-id': newId('req'), ...replayed }
  response.writeHead(reply.status, headers).end(JSON.stringify(reply.body))
}

async function respondBank(world: World, request: IncomingMessage, response: ServerResponse, url: URL) {
  const challenge = challengeOf(url.href)
  if (request.method !== 'POST') {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(bankPage(challenge))
    return
  }
  const outcome = new URLSearchParams(await readText(request)).get('outcome')
  const back = finishChallenge(world, challenge, outcome === 'pass')
  if (back === undefined) response.writeHead(410).end('This page is of the past.')
  else response.writeHead(303, { location: back }).end()
}

const challengeOf = (url: string): string => new URL(url).pathname.replace('/3ds/', '')

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' ? value : undefined
}
