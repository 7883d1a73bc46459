import type { FastifyRequest } from 'fastify'
import { verifyToken } from '../access/tokens.ts'
import { readPayToken } from '../billing/pay-link.ts'
import type { Caller } from '../domain/caller.ts'
import { isRefused, type Refusal, refuse, refuseAt } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import type { Access } from './access.ts'
import { holdsReceiptCookie, isBuyersBrowser, readCheckoutCookie } from './checkout-cookie.ts'
import { sendRefusal } from './errors.ts'
import { requireSameOrigin } from './same-origin.ts'
import type { HttpServer } from './server.ts'

/**
 * Makes every route say who may call it, and holds it to that. A bearer token is checked before the body is read;
 * a checkout cookie after, because the call's `checkoutId` says which one counts.
 */
export function addAuth(app: HttpServer, services: Services): void {
  app.decorateRequest('caller', undefined)
  app.decorateRequest('receiptBasketId', undefined)
  app.decorateRequest('linkedInvoiceId', undefined)
  app.addHook('onRoute', ({ config, method, url }) => {
    if (config?.access === undefined) throw new Error(`${method} ${url} does not say who may call it`)
  })
  app.addHook('onRequest', async (request, reply) => {
    const refusal = await checkHeaders(request, services)
    if (refusal !== undefined) return sendRefusal(reply, refusal)
  })
  app.addHook('preValidation', async (request, reply) => {
    const refusal = await checkCookie(request, services)
    if (refusal !== undefined) return sendRefusal(reply, refusal)
  })
}

/** Who calls, on a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === undefined) throw new Error('a public route has no caller')
  return request.caller
}

/** The API client that calls, on a route that no customer can call. */
export function clientIdOf(request: FastifyRequest): string {
  const caller = callerOf(request)
  if (caller.kind !== 'client') throw new Error('this route is for API clients only')
  return caller.clientId
}

/** The invoice of the payment link that calls, on a route for these. */
export function linkedInvoiceOf({ linkedInvoiceId }: FastifyRequest): string {
  if (linkedInvoiceId === undefined) throw new Error('this route is for payment links only')
  return linkedInvoiceId
}

/** What the API client that calls may do; a customer holds no scope. */
export function scopesOf(request: FastifyRequest): ReadonlySet<string> {
  const caller = callerOf(request)
  return caller.kind === 'client' ? caller.scopes : new Set()
}

async function checkHeaders(request: FastifyRequest, services: Services): Promise<Refusal | undefined> {
  const access = accessOf(request)
  if (access.kind === 'public') return undefined
  if (access.kind === 'pay-link') return requireSameOrigin(request, services)
  if (request.headers.authorization !== undefined) return checkBearer(request, access, services)
  if (access.kind === 'client') return refuse('unauthenticated', 'This call needs a bearer token.')
  if (!isBuyersBrowser(request, services))
    return refuse('unauthenticated', 'This call needs a bearer token, or the cookie of a checkout link.')
  return requireSameOrigin(request, services)
}

async function checkBearer(
  request: FastifyRequest,
  access: Access,
  services: Services,
): Promise<Refusal | undefined> {
  const token = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
  if (token === undefined)
    return refuse('unauthenticated', 'The `Authorization` header must be `Bearer <token>`.')
  const caller = await verifyToken(services, token)
  if (isRefused(caller)) return caller
  const refusal = refuseAccess(access, caller)
  if (refusal === undefined) request.caller = caller
  return refusal
}

function refuseAccess(access: Access, caller: Caller): Refusal | undefined {
  const scopes = 'scopes' in access ? access.scopes : []
  if (caller.kind === 'client') {
    if (scopes.some((scope) => caller.scopes.has(scope))) return undefined
  } else if (access.kind !== 'client') return undefined
  const needed = scopes.length === 0 ? 'the token of a checkout link' : `the scope ${scopes.join(' or ')}`
  return refuse('insufficient_scope', `This call needs ${needed}.`, { extra: { scope: scopes.join(' ') } })
}

/** For calls without a bearer token; a bearer token of a customer must be for the basket that the call names. */
async function checkCookie(request: FastifyRequest, services: Services): Promise<Refusal | undefined> {
  const access = accessOf(request)
  if (access.kind === 'pay-link') return checkPayToken(request, services)
  if (access.kind === 'public' || request.caller?.kind === 'client') return undefined
  const basketId = checkoutIdOf(request)
  const caller = request.caller ?? (await customerOf(request, services, basketId))
  if (!isRefused(caller) && caller.kind === 'customer' && caller.basketId === (basketId ?? caller.basketId)) {
    request.caller = caller
    request.receiptBasketId = caller.basketId
    return undefined
  }
  if (access.kind === 'buyer' && basketId !== undefined && holdsReceiptCookie(request, services, basketId)) {
    request.receiptBasketId = basketId
    return undefined
  }
  return isRefused(caller) ? caller : refuse('invalid_token', 'The token is for another basket.')
}

/** What is no text at all the form of the body refuses. */
function checkPayToken(request: FastifyRequest, services: Services): Refusal | undefined {
  const token = textAt(request.body, 'token')
  if (token === undefined) return undefined
  const named = readPayToken(services, token)
  if (isRefused(named)) return named
  request.linkedInvoiceId = named.invoiceId
  return undefined
}

async function customerOf(
  request: FastifyRequest,
  services: Services,
  basketId: string | undefined,
): Promise<Caller | Refusal> {
  if (basketId === undefined) return refuseUnnamedBasket(request)
  const token = readCheckoutCookie(request, services, basketId)
  if (token === undefined)
    return refuse('unauthenticated', 'This browser has no checkout cookie for the `checkoutId` of the call.')
  return verifyToken(services, token)
}

/** Of a browser's cookies, `checkoutId` says which one counts. */
function refuseUnnamedBasket(request: FastifyRequest): Refusal {
  const pointer = request.method === 'GET' ? '?checkoutId' : '/checkoutId'
  return refuseAt('invalid_request', pointer, `${pointer}: must name the basket of the page, basket-<uuid>`)
}

/** `checkoutId` of the JSON body, or of the query. */
function checkoutIdOf(request: FastifyRequest): string | undefined {
  return textAt(request.body, 'checkoutId') ?? textAt(request.query, 'checkoutId')
}

function textAt(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const found: unknown = Object.getOwnPropertyDescriptor(value, key)?.value
  return typeof found === 'string' ? found : undefined
}

/** An address that nothing answers has no route, and nothing to protect. */
function accessOf(request: FastifyRequest): Access {
  return request.routeOptions.config.access ?? { kind: 'public' }
}
