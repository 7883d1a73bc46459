import { objectPage, objectParams, relatedQuery } from '../../../contract/objects.ts'
import { isRefused } from '../../../domain/refusal.ts'
import { objectTypeOf } from '../../../objects/address-type.ts'
import { listRelated } from '../../../objects/read-objects.ts'
import type { Services } from '../../../ports/services.ts'
import { scopesOf } from '../../auth.ts'
import { sendRefusal } from '../../errors.ts'
import { refuseWithoutScope } from '../../object-scope.ts'
import type { HttpServer } from '../../server.ts'

export function listRelatedObjectsRoute(app: HttpServer, services: Services): void {
  app.get(
    '/api/objects/:service/:path_type/:id/related',
    {
      config: { access: { kind: 'client', scopes: ['objects:read'] } },
      schema: {
        operationId: 'listRelatedObjects',
        summary: 'List what belongs to an object',
        description:
          "Answers one page of everything that belongs to the object, of all types in one list, newest first. An order's: its subscriptions, offers, schedules, invoices, payments, credit memos, refunds, addresses, payment methods, entitlements, customer, owner and events. A customer's or an identity's: everything of the owner.",
        tags: ['Objects'],
        params: objectParams,
        querystring: relatedQuery,
        response: { 200: objectPage },
      },
    },
    async (request, reply) => {
      const { service, path_type, id } = request.params
      const type = objectTypeOf(service, path_type)
      if (isRefused(type)) return sendRefusal(reply, type)
      if (refuseWithoutScope(request, reply, { type, reach: 'related' })) return reply
      const page = await listRelated({ ...services, scopes: scopesOf(request) }, { type, id }, request.query)
      return isRefused(page) ? sendRefusal(reply, page) : page
    },
  )
}
