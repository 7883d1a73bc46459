import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { holdsCardNumber } from '../domain/card-number.ts'
import type { HttpServer } from './server.ts'

const callersId = /^[\w.:-]{1,64}$/

/** The caller's own `X-Request-Id` when it looks like one, so that a call can be followed through several systems. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && callersId.test(given) && !holdsCardNumber(given) ? given : randomUUID()
}

/**
 * One line for each answer. It names the route's pattern and never the address, which may hold the token of a link;
 * neither headers nor bodies are written.
 */
export function addRequestLog(app: HttpServer): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(fieldsOf(request, reply), 'answered')
  })
}

function fieldsOf(request: FastifyRequest, reply: FastifyReply) {
  const { caller } = request
  return {
    method: request.method,
    route: routePatternOf(request),
    status: reply.statusCode,
    durationMs: Math.round(reply.elapsedTime * 10) / 10,
    ...(caller?.kind === 'client' ? { clientId: caller.clientId } : {}),
    ...(caller?.kind === 'customer' ? { linkId: caller.linkId } : {}),
  }
}

/** `/api/objects/limio/:type/:id`; everything that no route answers has one name. */
export function routePatternOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none'
}
