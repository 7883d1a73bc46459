import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../domain/refusal.ts'
import { sendRefusal } from './errors.ts'
import type { HttpServer } from './server.ts'

interface KnownRoute {
  readonly matches: RegExp
  readonly methods: Set<string>
}

/** Answers what no route takes: 405 with `Allow` when the address takes other methods, else 404. Comes before the routes. */
export function addUnknownRoute(app: HttpServer): void {
  const known = new Map<string, KnownRoute>()
  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? { matches: toPattern(url), methods: new Set<string>() }
    known.set(url, route)
    for (const name of [method].flat()) route.methods.add(name)
  })
  app.setNotFoundHandler((request, reply) => answerUnknown(request, reply, known))
}

function answerUnknown(
  request: FastifyRequest,
  reply: FastifyReply,
  known: ReadonlyMap<string, KnownRoute>,
): FastifyReply {
  const path = request.url.split('?')[0] ?? ''
  const routes = [...known.values()].filter((route) => route.matches.test(path))
  const methods = [...new Set(routes.flatMap((route) => [...route.methods]))].sort()
  if (methods.length === 0 || methods.includes(request.method)) {
    return sendRefusal(reply, refuse('not_found', `There is nothing at ${request.method} ${path}.`))
  }
  const allowed = methods.join(', ')
  reply.header('allow', allowed)
  return sendRefusal(reply, refuse('method_not_allowed', `${path} takes ${allowed}, not ${request.method}.`))
}

/** A route's pattern as an expression: `:id` is one part of the path, `*` is everything after it. */
function toPattern(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
