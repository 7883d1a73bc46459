import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { beforeAll } from 'vitest'
import { payLinkOf } from '../../../src/billing/pay-link.ts'
import { scopes } from '../../../src/domain/caller.ts'
import { buildServer, type HttpServer } from '../../../src/http/server.ts'
import { type TestApp, useApp } from '../../support/app.ts'
import { card } from '../../support/buyer.ts'
import { plainOffer } from '../../support/catalog-api.ts'
import { exchange, fromPage, linkMaker, tokenOf } from '../../support/links.ts'
import { bearer } from '../../support/tokens.ts'
import { type KnownOperation, knownOperations } from './operations.ts'
import { rowCounter } from './rows.ts'

/** A server with something on it, and for each operation a call that it accepts. */
export interface Stage {
  readonly app: TestApp
  /** The same server without a limit on the number of calls. */
  readonly http: HttpServer
  readonly operations: readonly KnownOperation[]
  readonly bodies: Readonly<Record<string, object>>
  readonly countRows: () => Promise<Readonly<Record<string, string>>>
  /** Calls as whoever may: with every scope, or from the page. */
  readonly call: (operation: KnownOperation, more?: CallParts) => Promise<LightMyRequestResponse>
}

export interface CallParts {
  readonly body?: unknown
  /** Instead of `body`: exactly this text. */
  readonly text?: string | Buffer
  readonly query?: string
  /** One more parameter, beside those that are required. */
  readonly surprise?: string
  readonly params?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Another server on the same stage. */
  readonly http?: HttpServer
}

/** One stage for a test file. */
export function useStage(): () => Stage {
  const app = useApp()
  let stage: Stage | undefined
  beforeAll(async () => {
    stage = await setStage(app())
  })
  return () => {
    if (stage === undefined) throw new Error('the stage is used before it is set')
    return stage
  }
}

async function setStage(app: TestApp): Promise<Stage> {
  const http = await buildServer(app.services, { checkAnswers: true, trustProxy: false, rateLimit: 'off' })
  const { make, offer } = await linkMaker(app)
  const link = await make({ order: { country: 'GB' } })
  const { cookie } = await exchange(app, link)
  const authorization = await bearer(app, scopes)
  const order = await http.inject({
    method: 'POST',
    url: '/api/admin/order',
    headers: authorization,
    payload: newOrder(offer),
  })
  const { rows } = await app.pool.query('select id from invoices where order_id = $1', [order.json().id])
  const [invoice] = rows
  const client = await http.inject({
    method: 'POST',
    url: '/api/admin/clients',
    headers: authorization,
    payload: { name: 'Swept', scopes: ['orders:read'] },
  })
  const recovery = new URL(link.recoveryLink, 'http://x').searchParams
  const right: Rights = {
    params: {
      service: 'limio',
      path_type: 'orders',
      id: order.json().id,
      path: 'offers2/Swept',
      gateway: 'sandbox',
    },
    query: { checkoutId: link.id, basket: link.id, recover: recovery.get('recover') ?? '' },
    clientId: client.json().id,
    asClient: authorization,
    asPage: { ...fromPage, cookie },
  }
  return {
    app,
    http,
    operations: await knownOperations(http),
    bodies: {
      ...bodiesFor(offer, { token: tokenOf(link), checkoutId: link.id }),
      ...payBodies(payLinkOf(app.services, invoice?.id ?? '').token),
    },
    countRows: await rowCounter(app.pool),
    call: (operation, more = {}) => (more.http ?? http).inject(requestOf(operation, right, more)),
  }
}

interface OfferRef {
  readonly id: string
  readonly version: string
}

/** A `new` order of an API client that runs at once. */
export function newOrder({ id, version }: OfferRef) {
  return {
    order_type: 'new',
    process_immediately: true,
    orderItems: [{ offer: { id, version }, quantity: 1 }],
    customerDetails: { firstName: 'Ada', email: 'ada@example.com' },
    payment: { type: 'invoice' },
    country: 'GB',
    tracking: {},
  }
}

function bodiesFor(offer: OfferRef, { token, checkoutId }: { token: string; checkoutId: string }) {
  const { id, version } = offer
  return {
    initiateCheckout: {
      order: { orderItems: [{ offer: { id, version } }], source: 'shop', order_type: 'new', tracking: {} },
    },
    submitCheckoutOrder: newOrder(offer),
    submitOrder: newOrder(offer),
    previewOrder: newOrder(offer),
    importPayments: { payments: [{ invoice: 'INV-1', amount: '1.00', currency: 'GBP', reference: 'R-1' }] },
    exchangeLink: { token },
    openGift: { token: 'x'.repeat(43) },
    renewCheckout: { checkoutId },
    resumeCheckout: { checkoutId },
    putCatalogItem: plainOffer(),
    publishCatalogItems: { paths: ['/offers2/Digital Monthly'] },
    withdrawCatalogItems: { items: [{ id: 'f'.repeat(40), version: 'f'.repeat(40) }] },
    createPromoCode: {
      name: 'SWEPT',
      data: {
        promoCode: 'SWEPT',
        discount: { discountType: 'DiscountPercentage', percentageDiscount: 10 },
      },
    },
    createClient: { name: 'Made by the sweep', scopes: ['orders:read'] },
    putTaxRates: {
      rates: [{ country: 'FR', name: 'TVA', rate: '20', type: 'exclusive', from: '2020-01-01' }],
    },
    putSettings: { merchantName: 'Engine Ltd' },
    putSandboxGateway: { call: 'refund', loseAnswers: 0, delayMs: 0 },
    advanceClock: { advanceBy: 'PT1S' },
    putSandboxDisputes: { status: 'open' },
    takeNotice: { id: 'evt_1' },
    settleRefund: { status: 'failed' },
    issueToken: { grant_type: 'client_credentials', client_id: 'nobody', client_secret: 'nothing' },
  }
}

/** Of the page behind a payment link. */
function payBodies(token: string) {
  return { payByLink: { token, payment: card('tok_declined') }, resumeByLink: { token } }
}

interface Rights {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly clientId: string
  readonly asClient: Readonly<Record<string, string>>
  readonly asPage: Readonly<Record<string, string>>
}

function requestOf(operation: KnownOperation, right: Rights, more: CallParts): InjectOptions {
  const payload = more.text ?? (more.body === undefined ? undefined : encode(operation, more.body))
  const contentType =
    payload === undefined ? {} : { 'content-type': operation.contentType ?? 'application/json' }
  return {
    method: operation.method,
    url:
      pathOf(operation, right, more.params ?? {}) + (more.query ?? queryOf(operation, right, more.surprise)),
    headers: { ...(operation.scopes ? right.asClient : right.asPage), ...contentType, ...more.headers },
    ...(payload === undefined ? {} : { payload }),
  }
}

function encode(operation: KnownOperation, body: unknown): string {
  if (operation.contentType === 'application/json') return JSON.stringify(body)
  const entries = Object.entries(Object(body)).map(([name, value]): [string, string] => [
    name,
    String(value).toWellFormed(),
  ])
  return new URLSearchParams(entries).toString()
}

function pathOf(
  { path, id }: KnownOperation,
  right: Rights,
  wrong: Readonly<Record<string, string>>,
): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const ofClient = name === 'id' && id.endsWith('Client')
    return wrong[name] ?? (ofClient ? right.clientId : right.params[name]) ?? 'x'
  })
}

/** The required parameters of the operation, and one that nobody knows. */
function queryOf({ parameters }: KnownOperation, right: Rights, surprise?: string): string {
  const needed = parameters.filter((one) => one.in === 'query' && one.required)
  const query = new URLSearchParams(
    needed.map(({ name }): [string, string] => [name, right.query[name] ?? '1']),
  )
  if (surprise !== undefined) query.set(surprise, '1')
  return query.size === 0 ? '' : `?${query}`
}

export function operationNamed({ operations }: Stage, id: string): KnownOperation {
  const found = operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`there is no operation ${id}`)
  return found
}
