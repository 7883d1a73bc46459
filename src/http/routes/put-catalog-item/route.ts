import { catalogPath } from '../../../catalog/catalog-path.ts'
import { putItems } from '../../../catalog/put-items.ts'
import { catalogItemBody, catalogItemParams, savedItem } from '../../../contract/catalog.ts'
import { isRefused, refuseAt } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function putCatalogItemRoute(app: HttpServer, services: Services): void {
  app.put(
    '/api/admin/catalog/*',
    {
      config: { access: { kind: 'client', scopes: ['catalog:write'] } },
      schema: {
        operationId: 'putCatalogItem',
        summary: 'Write an offer, product or add-on',
        description:
          'Stores the working copy at this path. Nothing is for sale before it is published, and published versions never change. Mistakes are listed with JSON Pointers into the item.',
        tags: ['Catalogue'],
        params: catalogItemParams,
        body: catalogItemBody,
        response: { 200: savedItem },
      },
    },
    async (request, reply) => {
      const path = catalogPath(request.params['*'])
      if (path === undefined)
        return sendRefusal(
          reply,
          refuseAt('invalid_request', '{path}', 'must be a path such as offers2/Pro%20Plan'),
        )
      const { name, record_type: recordType, data } = request.body
      const saved = await putItems(services, [{ path, recordType, name, data }])
      if (isRefused(saved)) return sendRefusal(reply, saved)
      const [item] = saved
      if (item === undefined) throw new Error('an item that was saved is answered')
      return { id: item.id, version: item.version, path, name: item.name, record_type: item.recordType }
    },
  )
}
