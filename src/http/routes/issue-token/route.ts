import formbody from '@fastify/formbody'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { z } from 'zod'
import { issueToken } from '../../../access/grant.ts'
import type { Services } from '../../../ports/services.ts'
import type { HttpServer } from '../../server.ts'
import { TokenBuckets } from '../../token-buckets.ts'
import { readCredentials } from './credentials.ts'
import { tokenAnswer, tokenForm } from './schema.ts'

/** Ten wrong secrets at once, then one every six seconds, for one client from one address. */
const wrongSecrets = { perSecond: 1 / 6, burst: 10 }

export async function issueTokenRoute(app: HttpServer, services: Services): Promise<void> {
  const failures = new TokenBuckets(wrongSecrets)
  // A scope of its own: forms are understood here and nowhere else, and errors look as RFC 6749 has them.
  await app.register(async (scope: HttpServer) => {
    scope.removeAllContentTypeParsers()
    await scope.register(formbody)
    scope.setErrorHandler((error: FastifyError, _request, reply) => answerUnreadable(error, reply))
    scope.post(
      '/oauth2/token',
      {
        config: { access: { kind: 'public' } },
        schema: {
          operationId: 'issueToken',
          summary: 'Get a bearer token',
          description:
            'Trades the id and secret of an API client for a bearer token that lives one hour. The body is a form; id and secret may also come as HTTP Basic. Errors are those of RFC 6749 §5.2: `{error, error_description}`.',
          tags: ['Access'],
          consumes: ['application/x-www-form-urlencoded'],
          body: tokenForm,
          response: { 200: tokenAnswer },
        },
      },
      async (request, reply) => {
        await answer({ services, failures, request, reply, form: request.body })
        return reply
      },
    )
  })
}

interface Call {
  readonly services: Services
  readonly failures: TokenBuckets
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly form: z.output<typeof tokenForm>
}

async function answer({ services, failures, request, reply, form }: Call): Promise<FastifyReply> {
  if (form.grant_type !== 'client_credentials')
    return fail(reply, 'unsupported_grant_type', 'The only grant type is client_credentials.')
  const credentials = readCredentials({ authorization: request.headers.authorization, form })
  if (credentials === 'missing') return fail(reply, 'invalid_client', 'Client id and secret are missing.')
  if (credentials === 'two ways')
    return fail(reply, 'invalid_request', 'Name the client in one way: by HTTP Basic or in the form.')
  const bucket = `${request.ip} ${credentials.clientId}`
  const now = services.clock.system()
  const { allowed, waitMs } = failures.look(bucket, now)
  if (!allowed) return answerTooMany(reply, waitMs)
  const result = await issueToken(services, { ...credentials, scope: form.scope })
  if (result.granted)
    return uncached(reply).send({
      access_token: result.accessToken,
      token_type: 'Bearer',
      expires_in: result.lifeSeconds,
      scope: result.scope,
    })
  if (result.error === 'invalid_client') failures.take(bucket, now)
  return fail(reply, result.error, result.detail)
}

type TokenError =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_scope'
  | 'unsupported_grant_type'
  | 'temporarily_unavailable'

/** RFC 6749 §5.2. */
function fail(reply: FastifyReply, error: TokenError, description: string): FastifyReply {
  if (error === 'invalid_client') reply.status(401).header('www-authenticate', 'Basic realm="proffer"')
  else if (reply.statusCode === 200) reply.status(400)
  return uncached(reply)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ error, error_description: description })
}

function answerTooMany(reply: FastifyReply, waitMs: number): FastifyReply {
  reply.status(429).header('retry-after', Math.max(1, Math.ceil(waitMs / 1000)))
  return fail(reply, 'temporarily_unavailable', 'Too many wrong secrets for this client; wait.')
}

function answerUnreadable(error: FastifyError, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error))
    return fail(reply, 'invalid_request', 'A parameter is missing, sent twice, or too long.')
  const status = error.statusCode ?? 500
  if (status >= 500) throw error
  reply.status(status === 413 ? 413 : 400)
  return fail(reply, 'invalid_request', 'The body must be a form: application/x-www-form-urlencoded.')
}

function uncached(reply: FastifyReply): FastifyReply {
  return reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
}
