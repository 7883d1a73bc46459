import { gatewayFault, gatewayFaultsAnswer } from '../../../contract/sandbox-gateway.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { outsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

export function putSandboxGatewayRoute(app: HttpServer, { gatewayFaults }: Services): void {
  app.put(
    '/api/admin/sandbox/gateway',
    {
      config: { access: { kind: 'client', scopes: ['clock:write'] } },
      schema: {
        operationId: 'putSandboxGateway',
        summary: 'Make the sandbox gateway slow, or lose its answers',
        description:
          'For trying out how your side copes. Replaces what was asked for this call; the next order meets it, in every process. Orders in hand end well all the same: nothing is charged twice. Only in a sandbox.',
        tags: ['Sandbox'],
        body: gatewayFault,
        response: { 200: gatewayFaultsAnswer },
      },
    },
    async (request, reply) => {
      if (gatewayFaults === undefined) return sendRefusal(reply, outsideSandbox)
      await gatewayFaults.set(request.body)
      return { faults: [...(await gatewayFaults.list())] }
    },
  )
}
