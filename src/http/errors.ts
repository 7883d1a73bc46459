import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type Mistake, type Refusal, type RefusalCode, refuse } from '../domain/refusal.ts'
import { challengeOf } from './challenge.ts'
import { problemKinds } from './problems.ts'

/** Answers a refusal as a problem document (RFC 9457), with a challenge when it is about who calls; no cache may keep it. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const challenge = challengeOf(reply.request, refusal)
  if (challenge !== undefined) reply.header('www-authenticate', challenge)
  if (typeof refusal.extra.retryAfter === 'number') reply.header('retry-after', refusal.extra.retryAfter)
  return reply
    .status(problemKinds[refusal.code].status)
    .headers({ 'content-type': problemType, 'cache-control': 'no-store' })
    .serializer(JSON.stringify)
    .send(problemOf(refusal, reply.request.id))
}

/** More than anyone reads; a body of a megabyte can hold a hundred thousand. */
const mostErrors = 100

export const problemType = 'application/problem+json; charset=utf-8'

/** The problem document of a refusal. */
export function problemOf(refusal: Refusal, requestId: string) {
  const kind = problemKinds[refusal.code]
  return {
    ...refusal.extra,
    type: `/docs/errors/${refusal.code}`,
    title: kind.title,
    status: kind.status,
    detail: refusal.detail,
    message: refusal.detail,
    code: refusal.code,
    errors: refusal.errors.slice(0, mostErrors),
    requestId,
  }
}

/** The one place that turns what was thrown into an answer. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) return sendRefusal(reply, refusalOfValidation(error))
  const code = codeOf(error)
  if (code === 'internal_error' || code === 'not_ready') request.log.error({ err: error }, 'request failed')
  return sendRefusal(reply, refuse(code, detailOf(code, error)))
}

const codesByStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'invalid_request',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
  503: 'not_ready',
}

/** What the network and PostgreSQL say when the database is away, going or coming back, or has no connection left. */
const outages = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '53300', '08006'])

function codeOf(error: FastifyError): RefusalCode {
  if (outages.has(error.code)) return 'not_ready'
  const status = error.statusCode ?? 500
  return codesByStatus[status] ?? (status < 500 ? 'invalid_request' : 'internal_error')
}

function detailOf(code: RefusalCode, error: FastifyError): string {
  if (code === 'not_ready') return 'The database does not answer. Nothing was half done; try again.'
  if (code === 'internal_error') return 'Something broke on our side. Nothing was half done; try again.'
  return error.message
}

interface ValidationIssue {
  readonly instancePath: string
  readonly message?: string | undefined
  readonly keyword: string
  readonly params?: Readonly<Record<string, unknown>> | undefined
}

interface ZodValidationError {
  readonly message: string
  readonly validation: readonly ValidationIssue[]
  readonly validationContext?: string | undefined
}

function refusalOfValidation(error: ZodValidationError): Refusal {
  const mistakes = error.validation.flatMap((issue) => mistakesOf(error.validationContext, issue))
  const first = mistakes[0]
  const detail = first ? `${first.pointer || 'The body'}: ${first.message}` : error.message
  return refuse('invalid_request', detail, { errors: mistakes })
}

/** One for each place: a strict object names all its unknown keys in one issue. */
function mistakesOf(context: string | undefined, issue: ValidationIssue): Mistake[] {
  const at = issue.instancePath.replace(/\/$/, '')
  const unknown = issue.keyword === 'unrecognized_keys' ? issue.params?.keys : undefined
  if (!Array.isArray(unknown))
    return [
      { pointer: pointerOf(context, at), code: issue.keyword, message: issue.message ?? 'is not valid' },
    ]
  return unknown.map((key) => ({
    pointer: pointerOf(context, `${at}/${key}`),
    code: 'unknown_field',
    message: 'is not known here',
  }))
}

/** JSON Pointer for the body, `?name` for a query parameter, `{name}` for a path parameter. */
function pointerOf(context: string | undefined, path: string): string {
  const name = path.replace(/^\//, '')
  if (context === 'querystring') return `?${name}`
  if (context === 'params') return `{${name}}`
  return path
}
