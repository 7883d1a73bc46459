import { disputesAnswer, disputesBody } from '../../../contract/sandbox-gateway.ts'
import { toDecimal } from '../../../domain/money.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import { outsideSandbox } from '../../sandbox-only.ts'
import type { HttpServer } from '../../server.ts'

export function putSandboxDisputesRoute(app: HttpServer, { sandboxBank }: Services): void {
  app.put(
    '/api/admin/sandbox/disputes',
    {
      config: { access: { kind: 'client', scopes: ['clock:write'] } },
      schema: {
        operationId: 'putSandboxDisputes',
        summary: 'Let buyers dispute payments now, or end their disputes',
        description:
          'Payments from the test card `tok_dispute` are disputed a minute after they were captured. `open` does it at once; `won` and `lost` end all open disputes so. The gateway then tells this server by a notice, as a real one would. Only in a sandbox.',
        tags: ['Sandbox'],
        body: disputesBody,
        response: { 200: disputesAnswer },
      },
    },
    async (request, reply) => {
      if (sandboxBank === undefined) return sendRefusal(reply, outsideSandbox)
      const disputes = await sandboxBank.moveDisputes(request.body.status)
      return {
        disputes: disputes.map(({ amount, ...dispute }) => ({
          ...dispute,
          amount: toDecimal(amount, dispute.currency),
        })),
      }
    },
  )
}
