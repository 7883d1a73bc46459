import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type RawServerDefault } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { refuse } from '../domain/refusal.ts'
import type { Services } from '../ports/services.ts'
import { addAuth } from './auth.ts'
import { answerError, sendRefusal } from './errors.ts'
import { addRoutes } from './routes.ts'

export type HttpServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

export interface HttpOptions {
  /** Tests compare every answer with its schema; a running server trusts itself. */
  readonly checkAnswers: boolean
  readonly trustProxy: boolean
  /** `off` only in a sandbox, for measuring. */
  readonly rateLimit: 'on' | 'off'
}

const bodyLimitBytes = 1_000_000

export async function buildServer(services: Services, options: HttpOptions): Promise<HttpServer> {
  const app = fastify({
    bodyLimit: bodyLimitBytes,
    trustProxy: options.trustProxy,
    routerOptions: { maxParamLength: 500 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(options.checkAnswers ? serializerCompiler : () => JSON.stringify)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) =>
    sendRefusal(
      reply,
      refuse('not_found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`),
    ),
  )
  await app.register(cookie)
  addAuth(app, services)
  await addRoutes(app, services)
  return app
}
