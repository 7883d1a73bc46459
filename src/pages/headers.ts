import type { GatewayElement } from '../ports/payment-gateway.ts'

interface Allowed {
  readonly logoUrl: string | undefined
  readonly ancestors: "'none'" | "'self'"
  /** Of the gateway whose card element the page shows. */
  readonly origins?: GatewayElement['origins'] | undefined
  /** Where a form of the page may lead beside ourselves. */
  readonly formTarget?: string | undefined
}

const policy = ({ logoUrl, ancestors, origins, formTarget }: Allowed) =>
  [
    "default-src 'none'",
    sources('script-src', origins?.script),
    "style-src 'self'",
    `img-src 'self' data:${logoUrl === undefined ? '' : ` ${new URL(logoUrl).origin}`}`,
    sources('connect-src', origins?.connect),
    sources('frame-src', origins?.frame),
    sources('form-action', formTarget === undefined ? [] : [formTarget]),
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')

const sources = (directive: string, origins: readonly string[] = []) =>
  [directive, "'self'", ...origins].join(' ')

const common = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** Of every page: nothing inline, nothing from elsewhere but the merchant's logo, in nobody's frame, in no cache. */
export function pageHeaders(logoUrl: string | undefined): Readonly<Record<string, string>> {
  return headersOf({ logoUrl, ancestors: "'none'" })
}

/** Of the page that takes payments: the same, and what the gateway's card element needs. */
export function checkoutHeaders(
  logoUrl: string | undefined,
  { origins }: Pick<GatewayElement, 'origins'>,
): Readonly<Record<string, string>> {
  return headersOf({ logoUrl, ancestors: "'none'", origins })
}

function headersOf(allowed: Allowed): Readonly<Record<string, string>> {
  return {
    ...common,
    'content-security-policy': policy(allowed),
    'cross-origin-opener-policy': 'same-origin',
  }
}

/** Of the card element: the same, but our own pages may frame it. */
export function elementHeaders(): Readonly<Record<string, string>> {
  return {
    ...common,
    'content-security-policy': policy({ logoUrl: undefined, ancestors: "'self'" }),
  }
}

/**
 * Of the page of the sandbox's bank: its form ends where the payment came from, and says which page it is of, as a browser does only
 * when it may tell our own site where it comes from.
 */
export function bankHeaders(returnUrl: string | undefined): Readonly<Record<string, string>> {
  const formTarget = returnUrl === undefined ? undefined : new URL(returnUrl).origin
  return {
    ...headersOf({ logoUrl: undefined, ancestors: "'none'", formTarget }),
    'referrer-policy': 'same-origin',
  }
}
