import { publishItems } from '../../../catalog/publish-items.ts'
import { publishBody, versionsAnswer } from '../../../contract/catalog.ts'
import { isRefused } from '../../../domain/refusal.ts'
import type { Services } from '../../../ports/services.ts'
import { sendRefusal } from '../../errors.ts'
import type { HttpServer } from '../../server.ts'

export function publishCatalogItemsRoute(app: HttpServer, services: Services): void {
  app.post(
    '/api/admin/catalog/publish',
    {
      config: { access: { kind: 'client', scopes: ['catalog:write'] } },
      schema: {
        operationId: 'publishCatalogItems',
        summary: 'Publish items',
        description:
          'Makes the working copies at these paths the newest published versions, all or none, with the content of the products and add-ons they refer to. Unchanged content keeps its version; a withdrawn version is for sale again.',
        tags: ['Catalogue'],
        body: publishBody,
        response: { 200: versionsAnswer },
      },
    },
    async (request, reply) => {
      const published = await publishItems(services, request.body.paths)
      if (isRefused(published)) return sendRefusal(reply, published)
      return { items: published.map(({ path, id, version }) => ({ path, id, version })) }
    },
  )
}
