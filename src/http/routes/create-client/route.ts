import { createClient, refuseMoreScopes } from '../../../access/clients.ts'
import { clientWithSecret, newClientRequest } from '../../../contract/client.ts'
import { scopes } from '../../../domain/caller.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { scopesOf } from '../../auth.ts'
import { toClientAnswer } from '../../client-answer.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function createClientRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/clients',
    {
      config: { access: { kind: 'client', scopes: ['clients:write'] } },
      schema: {
        operationId: 'createClient',
        summary: 'Make an API client',
        description: 'Makes a client with its own secret. Nobody can give a scope that they lack themselves.',
        tags: ['Access'],
        body: newClientRequest(scopes),
        response: { 201: clientWithSecret },
      },
    },
    async (request, reply) => {
      const refusal = refuseMoreScopes(request.body.scopes, scopesOf(request))
      if (refusal !== undefined) return sendRefusal(reply, refusal)
      const made = await createClient(services, request.body)
      if (isRefused(made)) return sendRefusal(reply, made)
      reply.status(201).header('cache-control', 'no-store')
      return { ...toClientAnswer(made.client), secret: made.secret }
    },
  )
}
