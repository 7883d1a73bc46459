import { gatewayFaultsAnswer } from '../../../contract/sandbox-gateway.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { outsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

export function getSandboxGatewayRoute(app: HttpServer, { gatewayFaults }: Services): void {
  app.get(
    '/api/admin/sandbox/gateway',
    {
      config: { access: { kind: 'client', scopes: ['clock:write'] } },
      schema: {
        operationId: 'getSandboxGateway',
        summary: 'See how the sandbox gateway misbehaves',
        description:
          'The calls whose answers are late or get lost, as they were asked for and as far as they are not used up. Only in a sandbox.',
        tags: ['Sandbox'],
        response: { 200: gatewayFaultsAnswer },
      },
    },
    async (_request, reply) => {
      if (gatewayFaults === undefined) return sendRefusal(reply, outsideSandbox)
      return { faults: [...(await gatewayFaults.list())] }
    },
  )
}
