const policy = (logoUrl: string | undefined, ancestors: "'none'" | "'self'") =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data:${logoUrl === undefined ? '' : ` ${new URL(logoUrl).origin}`}`,
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')

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
  return {
    ...common,
    'content-security-policy': policy(logoUrl, "'none'"),
    'cross-origin-opener-policy': 'same-origin',
  }
}

/** Of the card element: the same, but our own pages may frame it. */
export function elementHeaders(): Readonly<Record<string, string>> {
  return { ...common, 'content-security-policy': policy(undefined, "'self'") }
}
