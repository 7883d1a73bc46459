import { collectionParams, listQuery, objectPage } from '../../../contract/objects.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { objectTypeOf } from '../../../objects/address-type.ts'
import { listObjects } from '../../../objects/read-objects.ts'
import type { Services } from '../../../ports/services.ts'
import { scopesOf } from '../../auth.ts'
import { sendRefusal } from '../../errors.ts'
import { refuseWithoutScope } from '../../object-scope.ts'
import type { HttpServer } from '../../server.ts'

export function listObjectsRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/objects/:service/:path_type',
    {
      config: { access: { kind: 'client', scopes: ['objects:read', 'orders:read'] } },
      schema: {
        operationId: 'listObjects',
        summary: 'List objects of one type',
        description:
          'Answers one page of objects, newest first, narrowed by the filters given (all must fit). `queryMore` of one answer fetches the next page; what is made meanwhile neither repeats nor hides anything. A filter that the type does not know is refused with 400.',
        tags: ['Objects'],
        params: collectionParams,
        querystring: listQuery,
        response: { 200: objectPage },
      },
    },
    async (request, reply) => {
      const { service, path_type } = request.params
      const type = objectTypeOf(service, path_type)
      if (isRefused(type)) return sendRefusal(reply, type)
      if (refuseWithoutScope(request, reply, { type, reach: 'itself' })) return reply
      const page = await listObjects({ ...services, scopes: scopesOf(request) }, type, request.query)
      return isRefused(page) ? sendRefusal(reply, page) : page
    },
  )
}
