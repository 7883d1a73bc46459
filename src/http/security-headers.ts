import type { HttpServer } from './server.ts'

const oneYear = 31_536_000

/**
 * What every answer carries unless its route says otherwise: nothing of it may be framed, guessed at, kept by a cache or
 * told to the next site. Pages bring a content policy of their own.
 */
export function securityHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': `max-age=${oneYear}` } : {}),
  }
}

export function addSecurityHeaders(app: HttpServer, publicUrl: string): void {
  const headers = securityHeaders(publicUrl)
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}
