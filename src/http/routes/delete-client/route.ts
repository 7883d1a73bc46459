import { z } from 'zod'
import { deleteClient } from '../../../access/clients.ts'
import { clientParams } from '../../../contract/client.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function deleteClientRoute(app: HttpServer, services: Services): void {
  app.delete(
    '/api/admin/clients/:id',
    {
      config: { access: { kind: 'client', scopes: ['clients:write'] } },
      schema: {
        operationId: 'deleteClient',
        summary: 'Delete an API client',
        description:
          'Its secrets stop working at once, its tokens within a second. Its id is never used again.',
        tags: ['Access'],
        params: clientParams,
        response: { 204: z.undefined().meta({ description: 'Deleted.' }) },
      },
    },
    async (request, reply) => {
      const refusal = await deleteClient(services, request.params.id)
      if (refusal !== undefined) return sendRefusal(reply, refusal)
      return reply.status(204).send()
    },
  )
}
