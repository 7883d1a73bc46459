import type { FastifyRequest } from 'fastify'
import type { Refusal } from '../domain/refusal.ts'

/** The `WWW-Authenticate` of a refusal that is about who calls (RFC 6750); absent for any other. */
export function challengeOf(request: FastifyRequest, { code, detail, extra }: Refusal): string | undefined {
  if (code !== 'unauthenticated' && code !== 'invalid_token' && code !== 'insufficient_scope')
    return undefined
  // Without any token RFC 6750 asks for no error code.
  if (code === 'unauthenticated' && request.headers.authorization === undefined)
    return 'Bearer realm="proffer"'
  const error = code === 'unauthenticated' ? 'invalid_request' : code
  const scope = typeof extra.scope === 'string' && extra.scope !== '' ? `, scope="${extra.scope}"` : ''
  return `Bearer realm="proffer", error="${error}", error_description="${detail.replaceAll('"', "'")}"${scope}`
}
