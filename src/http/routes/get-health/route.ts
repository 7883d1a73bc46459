import { z } from 'zod'
import { described } from '../../../contract/parts.ts'
import type { HttpServer } from '../../server.ts'

const health = z
  .object({ status: described(z.literal('up'), 'Always `up`.', 'up') })
  .meta({ description: 'The process runs.' })

export function getHealthRoute(app: HttpServer): void {
  app.get(
    '/health',
    {
      config: { access: { kind: 'public' } },
      schema: {
        operationId: 'getHealth',
        summary: 'Is the process up?',
        description: 'Answers as long as the process runs, whatever its database does.',
        tags: ['Operations'],
        response: { 200: health },
      },
    },
    () => ({ status: 'up' as const }),
  )
}
