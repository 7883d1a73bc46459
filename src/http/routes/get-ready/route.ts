import { z } from 'zod'
import { described } from '../../../contract/parts.ts'
import { refuse } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

const readiness = z
  .object({ status: described(z.literal('ready'), 'Always `ready`.', 'ready') })
  .meta({ description: 'Everything that requests need is there.' })

export function getReadyRoute(app: HttpServer, services: Services): void {
  app.get(
    '/ready',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'getReady',
        summary: 'Can it take requests?',
        description:
          'Looks whether the database answers, every migration is applied and the queue is there; 503 otherwise.',
        tags: ['Operations'],
        response: { 200: readiness },
      },
    },
    async (_request, reply) => {
      const missing = await services.operations.missing()
      if (missing.length === 0) return { status: 'ready' as const }
      return sendRefusal(
        reply,
        refuse('not_ready', `Not ready: ${missing.join(', ')}.`, { extra: { missing } }),
      )
    },
  )
}
