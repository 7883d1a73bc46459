import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import { customerTokenSeconds } from '../access/tokens.ts'
import type { Services } from '../ports/services.ts'

type CookieServices = Pick<Services, 'secrets' | 'clock' | 'publicUrl'>

/** How many baskets one browser can have open, and how many receipts it keeps. */
const cookiesKept = 8
const receiptSeconds = 30 * 24 * 60 * 60
/** A bank is waited for an hour. */
const payingSeconds = 2 * 60 * 60

/** Hands the customer's token to the browser, as the cookie of this basket; the oldest goes when there are too many. */
export function setCheckoutCookie(
  reply: FastifyReply,
  services: CookieServices,
  basketId: string,
  token: string,
): void {
  const name = nameOf(services, 'co', basketId)
  setCookie(reply, services, {
    kind: 'co',
    name,
    value: token,
    maxAge: customerTokenSeconds,
    ageOf: issuedAt,
  })
}

/** The token that the browser holds for this basket; not verified yet. */
export function readCheckoutCookie(
  request: FastifyRequest,
  services: CookieServices,
  basketId: string,
): string | undefined {
  return request.cookies[nameOf(services, 'co', basketId)]
}

/** Lets this browser see the confirmation of this basket's order for 30 days. */
export function setReceiptCookie(reply: FastifyReply, services: CookieServices, basketId: string): void {
  const name = nameOf(services, 'receipt', basketId)
  const expiresAtMs = services.clock.system() + receiptSeconds * 1000
  const value = services.secrets.sign('receipt', `${basketId} ${expiresAtMs}`)
  const ageOf = (text: string) => expiryOf(services, text)
  setCookie(reply, services, { kind: 'receipt', name, value, maxAge: receiptSeconds, ageOf })
}

/** May this browser see the confirmation of this basket's order? */
export function holdsReceiptCookie(
  request: FastifyRequest,
  services: CookieServices,
  basketId: string,
): boolean {
  const value = request.cookies[nameOf(services, 'receipt', basketId)]
  const text = value === undefined ? undefined : services.secrets.verify('receipt', value)
  const [named, expiresAtMs] = text?.split(' ') ?? []
  return named === basketId && Number(expiresAtMs) > services.clock.system()
}

/** Lets this browser come back from its bank to the page of this invoice's payment link, whose token it holds for that. */
export function setPayCookie(
  reply: FastifyReply,
  services: CookieServices,
  { invoiceId, token }: { readonly invoiceId: string; readonly token: string },
): void {
  const name = nameOf(services, 'pay', invoiceId)
  const ageOf = (signed: string) => Number(services.secrets.verify('pay', signed)?.split(' ')[1] ?? 0)
  setCookie(reply, services, { kind: 'pay', name, value: token, maxAge: payingSeconds, ageOf })
}

/** The token of the payment link with which this browser pays this invoice; not verified yet. */
export function readPayCookie(
  request: FastifyRequest,
  services: CookieServices,
  invoiceId: string,
): string | undefined {
  return request.cookies[nameOf(services, 'pay', invoiceId)]
}

/** Does the request carry the cookie of any basket? */
export function isBuyersBrowser(request: FastifyRequest, services: CookieServices): boolean {
  const prefixes = [prefixOf(services, 'co'), prefixOf(services, 'receipt')]
  return Object.keys(request.cookies).some((name) => prefixes.some((prefix) => name.startsWith(prefix)))
}

interface NewCookie {
  readonly kind: 'co' | 'receipt' | 'pay'
  readonly name: string
  readonly value: string
  readonly maxAge: number
  /** Grows with the time a cookie was made; what cannot be read counts as oldest. */
  readonly ageOf: (value: string) => number
}

function setCookie(reply: FastifyReply, services: CookieServices, cookie: NewCookie): void {
  const options = optionsOf(services)
  const others = Object.entries(reply.request.cookies)
    .filter(([name]) => name.startsWith(prefixOf(services, cookie.kind)) && name !== cookie.name)
    .map(([name, value]) => ({ name, madeAt: cookie.ageOf(value ?? '') }))
    .sort((a, b) => b.madeAt - a.madeAt)
  for (const { name } of others.slice(cookiesKept - 1)) reply.clearCookie(name, options)
  reply.setCookie(cookie.name, cookie.value, { ...options, maxAge: cookie.maxAge })
}

function optionsOf(services: CookieServices): CookieSerializeOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps(services) }
}

/** A browser takes a `__Host-` cookie only from the host itself, over https. */
function prefixOf(services: CookieServices, kind: NewCookie['kind']): string {
  return isHttps(services) ? `__Host-${kind}-` : `${kind}-`
}

function nameOf(services: CookieServices, kind: NewCookie['kind'], id: string): string {
  return prefixOf(services, kind) + services.secrets.hash(id).toString('hex').slice(0, 12)
}

function isHttps({ publicUrl }: CookieServices): boolean {
  return publicUrl.startsWith('https:')
}

function issuedAt(token: string): number {
  try {
    return decodeJwt(token).iat ?? 0
  } catch {
    return 0
  }
}

function expiryOf({ secrets }: CookieServices, signed: string): number {
  return Number(secrets.verify('receipt', signed)?.split(' ')[1] ?? 0)
}
