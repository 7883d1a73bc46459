import { envelope, objectParams, objectQuery } from '../../../contract/objects.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { objectTypeOf } from '../../../objects/address-type.ts'
import { readObject } from '../../../objects/read-objects.ts'
import type { Services } from '../../../ports/services.ts'
import { scopesOf } from '../../auth.ts'
import { sendRefusal } from '../../errors.ts'
import { refuseWithoutScope } from '../../object-scope.ts'
import type { HttpServer } from '../../server.ts'

export function getObjectRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/objects/:service/:path_type/:id',
    {
      config: { access: { kind: 'client', scopes: ['objects:read', 'orders:read'] } },
      schema: {
        operationId: 'getObject',
        summary: 'Read one object',
        description:
          'Answers one stored object whole. A subscription comes with its offers, add-ons, schedule and the changes that lie ahead (`pendingChanges`); an order with its attempts to collect money. With `orders:read` alone only orders and process events can be read.',
        tags: ['Objects'],
        params: objectParams,
        querystring: objectQuery,
        response: { 200: envelope },
      },
    },
    async (request, reply) => {
      const { service, path_type, id } = request.params
      const type = objectTypeOf(service, path_type)
      if (isRefused(type)) return sendRefusal(reply, type)
      if (refuseWithoutScope(request, reply, { type, reach: 'itself' })) return reply
      const object = await readObject({ ...services, scopes: scopesOf(request) }, type, id)
      return isRefused(object) ? sendRefusal(reply, object) : object
    },
  )
}
