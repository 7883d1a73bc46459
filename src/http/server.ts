import type { IncomingMessage, ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Services } from '../ports/services.ts'
import { addAuth } from './auth.ts'
import { addCardNumbers } from './card-numbers.ts'
import { answerError } from './errors.ts'
import { addIdempotency } from './idempotency.ts'
import { addInputLimits } from './input-limits.ts'
import { addMetrics } from './metrics.ts'
import { collectOpenApi } from './openapi.ts'
import { addRateLimit } from './rate-limit.ts'
import { addRequestLog, requestIdOf } from './request-log.ts'
import { getMetricsRoute } from './routes/get-metrics/route.ts'
import { addRoutes } from './routes.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { addUnknownQuery } from './unknown-query.ts'
import { addUnknownRoute } from './unknown-route.ts'
import { answerBadAddress, answerUnreadable } from './unreadable-request.ts'

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
  /** Whether to believe what proxies say of the caller, or what those at these addresses say. */
  readonly trustProxy: boolean | string
  /** `off` only in a sandbox, for measuring. */
  readonly rateLimit: 'on' | 'off'
  /** Absent: requests are not logged. */
  readonly log?: FastifyBaseLogger
  /** Who sees `/metrics` from another machine; absent: nobody. */
  readonly metricsToken?: string | undefined
}

const bodyLimitBytes = 1_000_000
/** Who takes longer to send a request is holding a connection, not buying. */
const arrivalMs = 30_000

export async function buildServer(services: Services, options: HttpOptions): Promise<HttpServer> {
  const app: HttpServer = fastify({
    ...(options.log === undefined ? {} : { loggerInstance: options.log }),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIdOf,
    bodyLimit: bodyLimitBytes,
    // Bodies are read as they came: `addInputLimits` refuses `__proto__` by its place, `constructor` is a name like any other.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    trustProxy: options.trustProxy,
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerBadAddress(services.publicUrl),
    clientErrorHandler: answerUnreadable(services.publicUrl),
    requestTimeout: arrivalMs,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(options.checkAnswers ? serializerCompiler : () => JSON.stringify)
  app.setErrorHandler(answerError)
  // Bodies are JSON: fastify would take plain text too.
  app.removeContentTypeParser('text/plain')
  addRequestLog(app)
  addSecurityHeaders(app, services.publicUrl)
  addUnknownRoute(app)
  const metricsText = addMetrics(app, services)
  await app.register(cookie)
  await collectOpenApi(app)
  addInputLimits(app)
  addCardNumbers(app)
  addUnknownQuery(app)
  addAuth(app, services)
  if (options.rateLimit === 'on') addRateLimit(app, services)
  addIdempotency(app, services)
  getMetricsRoute(app, { token: options.metricsToken, metricsText })
  await addRoutes(app, services)
  return app
}
