import { rotateClient } from '../../../access/clients.ts'
import { clientParams, clientWithSecret } from '../../../contract/client.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { scopesOf } from '../../auth.ts'
import { toClientAnswer } from '../../client-answer.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function rotateClientRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/clients/:id/rotate',
    {
      config: { access: { kind: 'client', scopes: ['clients:write'] } },
      schema: {
        operationId: 'rotateClient',
        summary: 'Give an API client a new secret',
        description:
          'The old secret works for 24 hours more, so that the new one can be rolled out. Only who holds every scope of the client may do this. The call has no body.',
        tags: ['Access'],
        params: clientParams,
        response: { 200: clientWithSecret },
      },
    },
    async (request, reply) => {
      const rotated = await rotateClient(services, { id: request.params.id, allowed: scopesOf(request) })
      if (isRefused(rotated)) return sendRefusal(reply, rotated)
      reply.header('cache-control', 'no-store')
      return { ...toClientAnswer(rotated.client), secret: rotated.secret }
    },
  )
}
