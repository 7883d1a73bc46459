import type { GatewayElement } from '../ports/payment-gateway.ts'

interface Allowed {
  readonly logoUrl: string | undefined
  readonly ancestors: "'none'" | "'self'"
  /** Of the gateway whose card element the page shows. */
  readonly origins?: GatewayElement['origins'] | undefined
}

const policy = ({ logoUrl, ancestors, origins }: Allowed) =>
  [
    "default-src 'none'",
    sources('script-src', origins?.script),
    "style-src 'self'",
    `img-src 'self' data:${logoUrl === undefined ? '' : ` ${new URL(logoUrl).origin}`}`,
    sources('connect-src', origins?.connect),
    sources('frame-src', origins?.frame),
    "form-action 'self'",
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
