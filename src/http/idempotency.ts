import type { FastifyReply, FastifyRequest } from 'fastify'
import { systemInstant } from '../access/system-time.ts'
import { refuse, refuseAt } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import type { IdempotencyName, IdempotencyRecord } from '../ports/access-store.ts'
import type { Services } from '../ports/services.ts'
import { sendRefusal } from './errors.ts'
import type { HttpServer } from './server.ts'

type IdempotencyServices = Pick<Services, 'db' | 'clock' | 'secrets' | 'log'>

const keptMs = 24 * 60 * 60 * 1000
/** Longer than any request runs; a process that dies with the key frees it after this. */
const holdMs = 60_000
const forgetEveryMs = 60 * 60 * 1000
const longestKey = 255

/** This request's hold on its key, until its answer is kept. */
interface Hold {
  readonly name: IdempotencyName
  readonly lockedUntil: Instant
}

declare module 'fastify' {
  interface FastifyRequest {
    idempotencyHold: Hold | undefined
  }
}

/**
 * Answers a repeated `Idempotency-Key` with the first answer, for 24 hours by the system clock. Calls without a
 * caller (`/oauth2/token`, the exchange) are outside; a payment link is one. Comes after `addAuth`.
 */
export function addIdempotency(app: HttpServer, services: IdempotencyServices): void {
  const forget = forgetNowAndThen(services)
  app.decorateRequest('idempotencyHold', undefined)
  app.addHook('preValidation', async (request, reply) => {
    const key = request.headers['idempotency-key']
    const caller = callerName(request)
    if (key === undefined || caller === undefined || isReading(request)) return
    if (typeof key !== 'string' || key.length === 0 || key.length > longestKey)
      return sendRefusal(reply, badKey)
    forget()
    return claim(request, reply, { services, name: nameOf(request, caller, key) })
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const hold = request.idempotencyHold
    if (hold === undefined) return
    request.idempotencyHold = undefined
    // What was done is done: the caller hears of it even when we cannot remember the answer.
    await settle(services, { hold, reply, payload }).catch((error: Error) =>
      services.log.warn({ error: error.message }, 'could not keep the answer for an idempotency key'),
    )
  })
}

const badKey = refuseAt(
  'invalid_request',
  '/Idempotency-Key',
  `The header \`Idempotency-Key\` must have 1 to ${longestKey} characters.`,
)

function isReading(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD'
}

function nameOf(request: FastifyRequest, caller: string, key: string): IdempotencyName {
  return { caller, route: `${request.method} ${request.routeOptions.url}`, key }
}

function callerName({ caller, linkedInvoiceId }: FastifyRequest): string | undefined {
  if (linkedInvoiceId !== undefined) return `pay-link ${linkedInvoiceId}`
  if (caller === undefined) return undefined
  return caller.kind === 'client' ? `client ${caller.clientId}` : `customer ${caller.basketId}`
}

async function claim(
  request: FastifyRequest,
  reply: FastifyReply,
  { services, name }: { services: IdempotencyServices; name: IdempotencyName },
): Promise<FastifyReply | undefined> {
  const { access } = services.db.read
  const requestHash = services.secrets.hash(
    JSON.stringify([request.method, request.url, request.body ?? null]),
  )
  const hold = { name, lockedUntil: systemInstant(services.clock, holdMs) }
  const claimed = await access.claimIdempotencyKey({
    ...hold,
    requestHash,
    at: systemInstant(services.clock),
    forgottenBefore: systemInstant(services.clock, -keptMs),
  })
  if (claimed) {
    request.idempotencyHold = hold
    return undefined
  }
  const earlier = await access.findIdempotencyKey(name)
  // Freed between the two looks: as good as still running.
  if (earlier === undefined) return answerRunning(reply)
  if (!earlier.requestHash.equals(requestHash))
    return sendRefusal(reply, refuse('idempotency_key_reused', 'This key was used for another request.'))
  return answerAgain(services, reply, earlier)
}

function answerRunning(reply: FastifyReply): FastifyReply {
  reply.header('retry-after', 1)
  return sendRefusal(
    reply,
    refuse('request_in_progress', 'The first request with this key is still running.'),
  )
}

function answerAgain(
  services: IdempotencyServices,
  reply: FastifyReply,
  { status, answerSealed }: IdempotencyRecord,
): FastifyReply {
  if (status === undefined || answerSealed === undefined) return answerRunning(reply)
  const answer: Answer = JSON.parse(services.secrets.open(answerSealed))
  return reply
    .status(status)
    .headers({ ...answer.headers, 'idempotent-replayed': 'true' })
    .send(answer.body ?? undefined)
}

/** An answer as it is kept: what the caller reads of it. */
interface Answer {
  readonly headers: Readonly<Record<string, string | string[]>>
  readonly body: string | null
}

/** A browser whose first answer was lost gets its receipt cookie with the second. */
const keptHeaders = ['content-type', 'location', 'cache-control', 'set-cookie'] as const

async function settle(
  services: IdempotencyServices,
  { hold, reply, payload }: { hold: Hold; reply: FastifyReply; payload: unknown },
): Promise<void> {
  const { access } = services.db.read
  if (!isFinal(reply)) return access.freeIdempotencyKey(hold.name, hold.lockedUntil)
  const headers: Record<string, string | string[]> = {}
  for (const name of keptHeaders) {
    const value = reply.getHeader(name)
    if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value)
  }
  const answer: Answer = { headers, body: typeof payload === 'string' ? payload : null }
  const answerSealed = services.secrets.seal(JSON.stringify(answer))
  await access.keepAnswer({ ...hold, status: reply.statusCode, answerSealed })
}

/** Not final is what asks the caller to come again: accepted but unfinished, too many, our own fault. */
function isFinal(reply: FastifyReply): boolean {
  const { statusCode } = reply
  if (statusCode === 202 || statusCode === 429 || statusCode >= 500) return false
  return !reply.hasHeader('retry-after')
}

/** Drops keys older than a day, at most once an hour, beside the request that notices. */
function forgetNowAndThen({ db, clock, log }: IdempotencyServices): () => void {
  let nextMs = 0
  return () => {
    if (clock.system() < nextMs) return
    nextMs = clock.system() + forgetEveryMs
    db.read.access
      .forgetIdempotencyKeys(systemInstant(clock, -keptMs))
      .catch((error: Error) => log.warn({ error: error.message }, 'could not drop old idempotency keys'))
  }
}
