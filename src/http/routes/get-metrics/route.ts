import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { described } from '../../../contract/parts.ts'
import { refuse } from '../../../domain/refusal.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export interface MetricsOptions {
  /** Absent: only callers on this very machine see them. */
  readonly token: string | undefined
  readonly metricsText: () => Promise<string>
}

const metrics = described(z.string(), 'Prometheus text format.', 'proffer_db_commits_total 42')

export function getMetricsRoute(app: HttpServer, { token, metricsText }: MetricsOptions): void {
  app.get(
    '/metrics',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'getMetrics',
        summary: 'Figures for Prometheus',
        description:
          'Needs `METRICS_TOKEN` as bearer token; where none is set, it answers callers on the same machine that came through no proxy.',
        tags: ['Operations'],
        response: { 200: metrics },
      },
    },
    async (request, reply) => {
      if (!(token === undefined ? isLocal(request) : holdsToken(request, token))) {
        return sendRefusal(reply, refuse('unauthenticated', 'These figures need METRICS_TOKEN.'))
      }
      const text = await metricsText()
      return reply.type('text/plain; version=0.0.4; charset=utf-8').serializer(String).send(text)
    },
  )
}

const forwardingHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
]

/** The address of the connection itself counts: what a proxy says of its caller can be made up. */
function isLocal(request: FastifyRequest): boolean {
  if (forwardingHeaders.some((name) => request.headers[name] !== undefined)) return false
  const address = request.socket.remoteAddress ?? ''
  return address === '::1' || /^(::ffff:)?127\./.test(address)
}

function holdsToken(request: FastifyRequest, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(token))
}

const digest = (text: string) => createHash('sha256').update(text).digest()
