import { readFileSync } from 'node:fs'
import type { FastifyReply } from 'fastify'
import { refuse } from '../../../domain/refusal.ts'
import { filtersByType } from '../../../objects/filters.ts'
import { renderDocs } from '../../../pages/docs/docs.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { openApiDocument } from '../../openapi.ts'
import { problemKinds } from '../../problems.ts'
import type { HttpServer } from '../../server.ts'

const contentPolicy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const stylesheet = readFileSync(new URL('../../../pages/docs/docs.css', import.meta.url), 'utf8')

const config = { access: { kind: 'public' } } as const

/** The reader of this API: pages of plain HTML made once from the OpenAPI document, at the first request. */
export function docsRoute(app: HttpServer, services: Services): void {
  let pages: ReadonlyMap<string, string> | undefined
  const answer = (address: string, reply: FastifyReply) => {
    pages ??= pagesOf(app, services)
    const page = pages.get(address)
    if (page === undefined)
      return sendRefusal(reply, refuse('not_found', 'There is no such page in the documentation.'))
    return send(reply, 'text/html', page)
  }
  app.get('/docs/style.css', { config }, (_request, reply) => send(reply, 'text/css', stylesheet))
  app.get('/docs', { config }, (_request, reply) => answer('/docs', reply))
  app.get<{ Params: { '*': string } }>('/docs/*', { config }, (request, reply) => {
    const rest = request.params['*'].replace(/\/$/, '')
    return answer(rest === '' ? '/docs' : `/docs/${rest}`, reply)
  })
}

function pagesOf(app: HttpServer, services: Services): ReadonlyMap<string, string> {
  return renderDocs({
    document: openApiDocument(app),
    errors: Object.entries(problemKinds).map(([code, kind]) => ({ code, ...kind })),
    filters: filtersByType,
    publicUrl: services.publicUrl,
    sandbox: services.sandbox,
  })
}

function send(reply: FastifyReply, type: string, text: string): FastifyReply {
  return reply
    .type(`${type}; charset=utf-8`)
    .header('content-security-policy', contentPolicy)
    .header('cache-control', 'public, max-age=300')
    .serializer(String)
    .send(text)
}
