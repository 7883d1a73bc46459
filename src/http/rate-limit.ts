import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { sendRefusal } from './errors.ts'
import type { HttpServer } from './server.ts'
import { TokenBuckets } from './token-buckets.ts'

const perSecond = 200
const burst = 400

/** Holds every API client, and every browser with a checkout link, to its share. Comes after `addAuth`. */
export function addRateLimit(app: HttpServer, services: Pick<Services, 'clock'>): void {
  const buckets = new TokenBuckets({ perSecond, burst })
  const limit = (key: string, reply: FastifyReply) => {
    const { allowed, remaining, waitMs, fullInMs } = buckets.take(key, services.clock.system())
    reply.headers({
      'ratelimit-limit': burst,
      'ratelimit-remaining': remaining,
      'ratelimit-reset': seconds(fullInMs),
    })
    if (allowed) return undefined
    reply.header('retry-after', seconds(waitMs))
    return sendRefusal(
      reply,
      refuse('rate_limited', `At most ${perSecond} requests a second, ${burst} at once.`),
    )
  }
  app.addHook('onRequest', async ({ caller }: FastifyRequest, reply) => {
    if (caller?.kind === 'client') return limit(caller.clientId, reply)
  })
  app.addHook('preValidation', async ({ caller }: FastifyRequest, reply) => {
    if (caller?.kind === 'customer') return limit(caller.basketId, reply)
  })
}

/** Whole seconds, at least one: sooner would be too early. */
function seconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}
