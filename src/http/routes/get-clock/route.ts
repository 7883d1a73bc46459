import { clockView } from '../../../clock/clock-view.ts'
import { clockAnswer } from '../../../contract/clock.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { refuseOutsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

export function getClockRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/admin/clock',
    {
      config: { access: { kind: 'client', scopes: ['clock:write', 'settings:read'] } },
      schema: {
        operationId: 'getClock',
        summary: 'Read the business clock',
        description: 'The time by which orders, periods and links are dated. Only in a sandbox.',
        tags: ['Clock'],
        response: { 200: clockAnswer },
      },
    },
    async (_request, reply) => {
      const refusal = refuseOutsideSandbox(services)
      if (refusal !== undefined) return sendRefusal(reply, refusal)
      const { now, run } = await clockView(services)
      return { now, run: run ?? null }
    },
  )
}
