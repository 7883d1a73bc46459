import type { FastifyRequest } from 'fastify'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'

/**
 * Refuses a call that another site could have made a browser send. Calls that read are safe: no other site
 * is allowed to see the answer.
 */
export function requireSameOrigin(
  request: FastifyRequest,
  { publicUrl }: Pick<Services, 'publicUrl'>,
): Refusal | undefined {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const { 'sec-fetch-site': site, origin, 'content-type': contentType } = request.headers
  if (!isJson(contentType))
    return refuse('cross_site_request', 'Calls of the checkout page carry `Content-Type: application/json`.')
  return fromOwnPage(site, origin, publicUrl)
}

/** The same for a form, which a browser sends without asking anybody first. */
export function requireOwnForm(
  request: FastifyRequest,
  { publicUrl }: Pick<Services, 'publicUrl'>,
): Refusal | undefined {
  const { 'sec-fetch-site': site, origin } = request.headers
  return fromOwnPage(site, origin, publicUrl)
}

function fromOwnPage(
  site: string | readonly string[] | undefined,
  origin: string | undefined,
  publicUrl: string,
): Refusal | undefined {
  if (site === 'same-origin' || origin === new URL(publicUrl).origin) return undefined
  return refuse('cross_site_request', 'Only a page of this server may make this call.')
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json'
}
